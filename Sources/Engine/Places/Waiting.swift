import Exchange

/// How many files a pickup would look at, by their names alone: neither the ledger nor time is asked.
enum Waiting {
    static func count(_ plan: PickupPlan, _ session: any Session) throws(Fault) -> Int {
        let source = SourceFolder(session: session, plan: plan)
        var found = 0
        try session.list(plan.folder) { entry throws(Fault) in
            guard case .taken = plan.files.verdict(on: entry.name) else { return .more }
            if !source.isMarker(entry.name), source.objection(to: entry) == nil { found += 1 }
            return .more
        }
        return found
    }
}
