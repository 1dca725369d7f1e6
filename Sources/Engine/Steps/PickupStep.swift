import Exchange
import Ledger

/// Finds the files to take and makes sure they are finished. Changes nothing at the source but the names that ended runs
/// had given: these are given back.
struct PickupStep: RunStep {
    static let step = Step.pickup

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        // A crash between "arrivals recorded" and "step advanced": they are chosen already.
        if try !run.ledger.arrivals(of: run.row.id).isEmpty { return .next }
        if !run.wishes.dryRun { for line in try EndedClaims(run).settle() { run.report.remark(line) } }
        let choosing = try Choosing(run)
        let deadline = run.around.now().plus(milliseconds: run.plan.pickup.waitMilliseconds)
        while true {
            let choice = try choosing.choose()
            if choice.ready != nil || run.around.now() >= deadline {
                choice.tell(run.report)
                guard let files = choice.ready else { return run.awaiting(choice.otherwise) }
                run.readiness = choice.readiness
                return try take(files, run)
            }
            if run.around.abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
            run.around.sleep(max(choosing.settle, 1000))
        }
    }

    private func take(_ files: [Candidate], _ run: OpenRun) throws(Fault) -> Onward {
        try Preflight(run: run).check()
        try warn(files, run)
        let arrivals = files.enumerated().map { index, file in
            ArrivalRow(
                run: run.row.id, ordinal: index + 1, path: file.path, size: file.entry.size,
                modified: file.entry.modified)
        }
        try run.ledger.add(arrivals, run.claim)
        return .next
    }

    /// A dry run has a ledger of its own, so it tries what a real run would not take.
    private func warn(_ files: [Candidate], _ run: OpenRun) throws(Fault) {
        guard run.wishes.dryRun, !run.isAgain else { return }
        let now = run.around.now()
        let runs = try run.memory.ledger.taken(run.row.profile, files.map { $0.look(at: now) })
        var taken: [String] = []
        for (file, before) in zip(files, runs) {
            if let before, let end = try run.memory.ledger.run(before)?.end, end == .done || end == .doneWithRejects {
                taken.append("\(file.path) (run \(before))")
            }
        }
        guard taken.count == files.count, let first = taken.first else { return }
        let others = taken.count > 1 ? " and \(counted(taken.count - 1, "other"))" : ""
        run.report.remark(
            "A real run would take nothing: \(first)\(others) was delivered before. 'exchange run \(run.row.profile) "
                + "--again --reason TEXT' sends it again, as this dry run shows it.")
    }
}
