import Exchange

/// A delivery in plain English.
struct DeliveryWords {
    let plan: DeliveryPlan

    var lines: [String] {
        [
            "Deliveries go to \(FolderWords.text(plan.folder, plan.connection)) (\(plan.transport.address)).",
            "They are called '\(plan.name)'.", conflict,
        ]
    }

    private var conflict: String {
        switch plan.conflict {
        case .refuse: "If there is a file of that name already, nothing is published and a person decides."
        case .version: "If there is a file of that name already, the delivery gets the next free name."
        case .replace: "If there is a file of that name already, the delivery takes its place."
        }
    }
}
