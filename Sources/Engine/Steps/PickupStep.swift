import Exchange
import Ledger

/// Finds the files to take and makes sure they are finished: two equal looks, `settle` apart, and the done-file where
/// the profile asks for one. Read-only at the source.
struct PickupStep: RunStep {
    static let step = Step.pickup

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        // A crash between "arrivals recorded" and "step advanced": they are chosen already.
        if try !run.ledger.arrivals(of: run.row.id).isEmpty { return .next }
        let source = SourceFolder(session: try run.source(), plan: run.plan.pickup)
        let deadline = run.around.now().plus(milliseconds: run.plan.pickup.waitMilliseconds)
        while true {
            let found = try source.candidates()
            let choice = try choose(run, source, found.files, hasObjections: !found.findings.isEmpty)
            if choice.ready != nil || run.around.now() >= deadline {
                // Said once, however often we looked.
                found.findings.forEach(run.report.add)
                return try choice.ready.map { files throws(Fault) in try take(files, run) } ?? choice.otherwise
            }
            if run.around.abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
            run.around.sleep(max(run.plan.pickup.settleMilliseconds, 1000))
        }
    }

    /// The files to take now, or what to say if there is no time to wait.
    private func choose(
        _ run: OpenRun, _ source: SourceFolder, _ all: [Candidate], hasObjections: Bool
    ) throws(Fault) -> (ready: [Candidate]?, otherwise: Onward) {
        var fresh: [Candidate] = []
        for candidate in all where try isNew(candidate, run) { fresh.append(candidate) }
        if fresh.isEmpty || fresh.count < run.plan.pickup.expect {
            if fresh.isEmpty, let held = try stillHeld(all, run) { return (nil, held) }
            return (nil, try absence(run, all: all, fresh: fresh, hasObjections: hasObjections))
        }
        for candidate in fresh where try !source.isDone(candidate) {
            let done = source.doneFile(for: candidate.path) ?? ""
            return (nil, .end(.nothingToDo, "\(candidate.path) is not finished: '\(done)' is not there yet."))
        }
        if let restless = try settle(fresh, run, source) {
            return (nil, .end(.nothingToDo, "\(restless) is still being written; it is taken once it stops changing."))
        }
        return (fresh, .next)
    }

    private func isNew(_ candidate: Candidate, _ run: OpenRun) throws(Fault) -> Bool {
        if run.isAgain { return true }
        let before = try run.ledger.taken(
            run.row.profile, path: candidate.path, size: candidate.entry.size, modified: candidate.entry.modified)
        guard let before, let earlier = try run.ledger.run(before) else { return try isRemembered(candidate, run) }
        switch earlier.end {
        case nil, .done, .doneWithRejects, .nothingToDo: return false
        // What was judged stays judged, until the rules change.
        case .rejected: return earlier.configuration != run.row.configuration
        case .held:
            if earlier.configuration != run.row.configuration { return true }
            return try HeldRuns(run.ledger, run.workspace).isLost(earlier)
        // It failed before it had sent anything.
        default: return true
        }
    }

    /// Whether the ledger would know of the file, had a run taken it: what is older than that counts as taken.
    private func isRemembered(_ candidate: Candidate, _ run: OpenRun) throws(Fault) -> Bool {
        guard let limit = try run.ledger.forgotten(run.row.profile) else { return true }
        return candidate.entry.modified > limit
    }

    /// A file that waits for a person is not converted again while it waits.
    private func stillHeld(_ all: [Candidate], _ run: OpenRun) throws(Fault) -> Onward? {
        for candidate in all {
            let before = try run.ledger.taken(
                run.row.profile, path: candidate.path, size: candidate.entry.size, modified: candidate.entry.modified)
            guard let before, let held = try run.stillHeld(by: before, candidate.path) else { continue }
            return held
        }
        return nil
    }

    private func absence(
        _ run: OpenRun, all: [Candidate], fresh: [Candidate], hasObjections: Bool
    ) throws(Fault) -> Onward {
        let plan = run.plan.pickup
        let place = "'\(plan.files)' in \(plan.transport.address)\(plan.folder.isEmpty ? "" : "/" + plan.folder)"
        if fresh.count < plan.expect {
            return .end(.missing, "Expected \(counted(plan.expect, "file")) \(place), found \(fresh.count).")
        }
        if hasObjections { return .end(.rejected, "Nothing that matches \(place) is a plain file.") }
        if let known = all.first {
            let others = all.count > 1 ? " and \(counted(all.count - 1, "other"))" : ""
            let verb = all.count > 1 ? "were" : "was"
            let words = "Nothing new: \(known.path)\(others) \(verb) taken by an earlier run."
            return .end(.nothingToDo, words + (try changed(since: known, run) ? PickupStep.again(run) : ""))
        }
        return .end(.nothingToDo, "No file matches \(place).")
    }

    /// Whether the profile is another than when the file was taken.
    private func changed(since known: Candidate, _ run: OpenRun) throws(Fault) -> Bool {
        let before = try run.ledger.taken(
            run.row.profile, path: known.path, size: known.entry.size, modified: known.entry.modified)
        guard let before, let earlier = try run.ledger.run(before) else { return false }
        return earlier.configuration != run.row.configuration
    }

    private static func again(_ run: OpenRun) -> String {
        " The profile has changed since: 'exchange run \(run.row.profile) --again --reason TEXT' makes the load anew."
    }

    /// The path of a file that is still changing, or nil when all have settled.
    private func settle(_ files: [Candidate], _ run: OpenRun, _ source: SourceFolder) throws(Fault) -> String? {
        let settle = run.plan.pickup.settleMilliseconds
        let first = files.map { $0.look(at: run.around.now()) }
        let earlier = try run.ledger.look(run.row.profile, first)
        let unsettled = first.filter { look in
            guard let before = earlier[look.path] else { return settle > 0 }
            return look.at < before.at.plus(milliseconds: settle)
        }
        if unsettled.isEmpty { return nil }
        run.around.sleep(settle)
        let again = try source.session.stat(unsettled.map(\.path))
        for (look, found) in zip(unsettled, again) {
            guard let entry = try found.get(), entry.size == look.size, entry.modified == look.modified else {
                return look.path
            }
        }
        return nil
    }

    /// A dry run has a ledger of its own, so it tries what a real run would not take.
    private func warn(_ files: [Candidate], _ run: OpenRun) throws(Fault) {
        guard run.wishes.dryRun, !run.isAgain else { return }
        var taken: [String] = []
        for file in files {
            let before = try run.memory.ledger.taken(
                run.row.profile, path: file.path, size: file.entry.size, modified: file.entry.modified)
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
}

extension Candidate {
    fileprivate func look(at moment: Moment) -> Look {
        Look(path: path, size: entry.size, modified: entry.modified, at: moment)
    }
}
