import Exchange

/// How many files a pickup would find, by their names alone.
enum Waiting {
    static func count(_ plan: PickupPlan, _ session: any Session) throws(Fault) -> Int {
        var found = 0
        try session.list(plan.folder) { entry throws(Fault) in
            if entry.kind == .file, Candidate.isFresh(entry.name, pattern: plan.files) { found += 1 }
            return .more
        }
        return found
    }
}
