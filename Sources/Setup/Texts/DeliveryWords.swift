import Exchange

/// A delivery in plain English.
struct DeliveryWords {
    let plan: DeliveryPlan

    var lines: [String] {
        [
            "Deliveries go to \(FolderWords.text(plan.folder, plan.connection)) (\(plan.transport.address)).",
            "They are called '\(plan.name)'.", conflict,
        ] + check + temporary + companions + taking
    }

    private var conflict: String {
        switch plan.conflict {
        case .refuse: "If there is a file of that name already, nothing is published and a person decides."
        case .version: "If there is a file of that name already, the delivery gets the next free name."
        case .replace: "If there is a file of that name already, the delivery takes its place."
        }
    }

    private var check: [String] {
        plan.check == .readback
            ? [] : ["Before it is published, only the size of each file is compared with what was sent."]
    }

    private var taking: [String] {
        guard let seconds = plan.takenWithinSeconds else { return [] }
        return ["A file that still stands there after \(DurationWords.text(seconds * 1000)) is reported as not taken."]
    }

    private var temporary: [String] {
        plan.temporary == .standard ? [] : ["Until then it is called '\(plan.temporary)'."]
    }

    private var companions: [String] {
        var lines: [String] = []
        if let manifest = plan.manifest {
            lines.append("After them comes '\(manifest)', a list of their SHA-256.")
        }
        if let done = plan.doneFile {
            let content = plan.doneContent == .digest ? ", with its name, size and SHA-256" : ", empty"
            lines.append("Last comes '\(done)' for each file\(content).")
        }
        return lines
    }
}
