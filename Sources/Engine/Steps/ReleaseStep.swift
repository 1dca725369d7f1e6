import Exchange
import Ledger

/// Lets go of each arrival at its source as the profile says, comparing before it touches anything, and clears the
/// copies that are no longer needed.
struct ReleaseStep: RunStep {
    static let step = Step.release

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        guard try run.ledger.unsettled(of: run.row.id, after: 0, limit: 1).isEmpty else {
            preconditionFailure("a source is released only when everything is delivered")
        }
        try releaseAll(run)
        return .next
    }

    func releaseAll(_ run: OpenRun) throws(Fault) {
        var taken = try run.ledger.arrivals(of: run.row.id).filter { $0.state == .taken }[...]
        while !taken.isEmpty {
            let batch = Array(taken.prefix(Batch.files))
            taken = taken.dropFirst(batch.count)
            try release(batch, run)
        }
    }

    /// What was let go of is written down, whatever became of the others.
    private func release(_ arrivals: [ArrivalRow], _ run: OpenRun) throws(Fault) {
        var fates = arrivals.map { _ in Result<Void, Fault>.success(()) }
        if run.plan.pickup.after != .leave || run.mark != nil {
            let session = try run.source()
            let there = try unchanged(arrivals, session, run)
            let gone = try letGo(there.map { arrivals[$0] }, session, run)
            for (index, fate) in zip(there, gone) { fates[index] = fate }
            try forgive(&fates, arrivals, session, run)
        }
        let free = zip(arrivals, fates).filter { (try? $0.1.get()) != nil }.map(\.0)
        try run.ledger.move(free.map { ArrivalMove($0.ordinal, from: .taken, to: .released) }, run.claim)
        for fate in fates { try fate.get() }
    }

    /// What is said to be missing may have been moved before the conversation broke off: a file that is not at its place
    /// any more is let go of.
    private func forgive(
        _ fates: inout [Result<Void, Fault>], _ arrivals: [ArrivalRow], _ session: any Session, _ run: OpenRun
    ) throws(Fault) {
        let missing = fates.indices.filter { index in
            if case .failure(let fault) = fates[index] { fault.code == .placeMissing } else { false }
        }
        if missing.isEmpty { return }
        for (index, found) in zip(missing, try session.stat(missing.map { run.sourcePath(of: arrivals[$0]) })) {
            if try found.get() == nil { fates[index] = .success(()) }
        }
    }

    /// Where in the list the files stand that are still those that were taken. Gone already: an earlier try did it, or
    /// the owner took it back. Either way there is nothing to let go of.
    private func unchanged(_ arrivals: [ArrivalRow], _ session: any Session, _ run: OpenRun) throws(Fault) -> [Int] {
        var there: [Int] = []
        var changed: [ArrivalRow] = []
        for (index, found) in try session.stat(arrivals.map(run.sourcePath)).enumerated() {
            guard let entry = try found.get() else { continue }
            let arrival = arrivals[index]
            if entry.kind == .file, entry.size == arrival.size, entry.modified == arrival.modified {
                there.append(index)
                continue
            }
            changed.append(arrival)
            run.report.add(
                Finding(
                    .warning, .releaseChanged, Position(path: arrival.path),
                    "\(arrival.path) has changed since it was taken; it was left where it is."))
        }
        // Under its own name the next run finds it.
        for fate in try giveBack(changed, session, run) { try fate.get() }
        return there
    }

    private func letGo(
        _ arrivals: [ArrivalRow], _ session: any Session, _ run: OpenRun
    ) throws(Fault) -> [Result<Void, Fault>] {
        if arrivals.isEmpty { return [] }
        if run.plan.pickup.after == .leave { return try giveBack(arrivals, session, run) }
        // The done-file goes first: left behind, it would call the next file of that name finished.
        let source = SourceFolder(session: session, plan: run.plan.pickup)
        let markers = arrivals.compactMap { source.doneFile(for: $0.path) }
        if !markers.isEmpty { for fate in try session.remove(markers) { try fate.get() } }
        switch run.plan.pickup.after {
        case .leave: return arrivals.map { _ in .success(()) }
        case .delete: return try session.remove(arrivals.map(run.sourcePath))
        case .rename(let suffix): return try move(arrivals, session, run) { $0.path + suffix }
        case .move(let folder):
            return try move(arrivals, session, run) { PlacePath.join(folder, PlacePath.last($0.path)) }
        }
    }

    /// What was claimed gets its name back, or stays as it is called where another file came under that name: it was
    /// delivered.
    private func giveBack(
        _ arrivals: [ArrivalRow], _ session: any Session, _ run: OpenRun
    ) throws(Fault) -> [Result<Void, Fault>] {
        guard let mark = run.mark else { return arrivals.map { _ in .success(()) } }
        var fates = try NameReturn(session: session, mark: mark).giveBack(arrivals)
        for (index, arrival) in arrivals.enumerated() {
            guard case .failure(let fault) = fates[index], fault.code == .placeExists else { continue }
            fates[index] = .success(())
            run.report.add(
                Finding(
                    .warning, .claimName, Position(path: arrival.path),
                    "There is another file under the name \(arrival.path) now; the one that was taken stays as "
                        + "\(PlacePath.last(mark.path(of: arrival)))."))
        }
        return fates
    }

    /// Under the wanted name, or with the run's id in it where that name is taken (the same name every night).
    private func move(
        _ arrivals: [ArrivalRow], _ session: any Session, _ run: OpenRun, to path: (ArrivalRow) -> String
    ) throws(Fault) -> [Result<Void, Fault>] {
        let items = arrivals.map { RenameItem(from: run.sourcePath(of: $0), to: path($0)) }
        var fates = try session.rename(items, replacing: false)
        let taken = fates.indices.filter { index in
            if case .failure(let fault) = fates[index] { fault.code == .placeExists } else { false }
        }
        if taken.isEmpty { return fates }
        let others = taken.map { index in
            RenameItem(from: items[index].from, to: PlacePath.inserting(".\(run.row.id)", into: items[index].to))
        }
        for (index, fate) in zip(taken, try session.rename(others, replacing: false)) { fates[index] = fate }
        return fates
    }
}
