import Exchange

/// What is said of new files that are there, whole, and not taken.
enum Objections {
    static func empty(_ file: Candidate, _ plan: PickupPlan) -> Finding {
        let fate = plan.empty == .hold ? "nothing is taken while it is there" : "it was not taken"
        return Finding(.error, .pickupEmpty, Position(path: file.path), "\(file.path) has not one byte; \(fate).")
    }

    static func size(_ file: Candidate, _ plan: PickupPlan) -> Finding {
        let limit =
            file.entry.size < plan.sizes.lowerBound
            ? "less than the \(sized(plan.sizes.lowerBound)) that 'min_size' demands"
            : "more than the \(sized(plan.sizes.upperBound)) that 'max_size' allows"
        return Finding(
            .error, .pickupSize, Position(path: file.path),
            "\(file.path) has \(sized(file.entry.size)), \(limit); it was not taken.")
    }
}
