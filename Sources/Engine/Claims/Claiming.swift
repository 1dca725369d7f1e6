import Exchange
import Ledger

/// Makes the files that a run has chosen its own, where the profile says that others empty the folder, too. Who renames
/// a file first has it; what somebody else has is no fault, and not in the run.
struct Claiming {
    private let run: OpenRun

    init(_ run: OpenRun) { self.run = run }

    /// Those of the arrivals, all of them `seen`, that stand under this run's names now.
    func claim(_ arrivals: [ArrivalRow]) throws(Fault) -> [ArrivalRow] {
        // A dry run changes nothing at the source.
        guard run.plan.pickup.claim == .rename, !run.wishes.dryRun, !arrivals.isEmpty else { return arrivals }
        let isBegun = run.mark != nil
        let mark = try mark()
        var ours: [ArrivalRow] = []
        var rest = arrivals[...]
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Batch.files))
            rest = rest.dropFirst(batch.count)
            ours += try claim(batch, mark, isBegun: isBegun)
        }
        return ours
    }

    /// How a run ends from which others took too much.
    func shortfall() throws(Fault) -> Onward? {
        let all = try run.ledger.arrivals(of: run.row.id)
        let lost = all.filter(\.isLost)
        guard let first = lost.first else { return nil }
        let others = lost.count > 1 ? " and \(counted(lost.count - 1, "other"))" : ""
        let words = "somebody else took \(first.path)\(others) first"
        let left = all.count - lost.count
        if left < run.plan.pickup.expect {
            let expected = counted(run.plan.pickup.expect, "file")
            return .end(.missing, "Expected \(expected) \(run.plan.pickup.wanted), \(left) left: \(words).")
        }
        if left == 0 { return .end(.nothingToDo, "Nothing left: \(words).") }
        run.report.remark("Not in this run: \(words).")
        return nil
    }

    private func mark() throws(Fault) -> SourceMark {
        if let mark = run.mark { return mark }
        let marks = SourceMarks(workspace: run.workspace, profile: run.row.profile)
        let mark = try marks.make(for: run.row.id, run.plan.pickup.connection)
        run.mark = mark
        return mark
    }

    private func claim(
        _ arrivals: [ArrivalRow], _ mark: SourceMark, isBegun: Bool
    ) throws(Fault) -> [ArrivalRow] {
        let session = try run.source()
        // An earlier process got so far; under the old names other files may have come since.
        let before = isBegun ? try there(arrivals.map(mark.path), session) : arrivals.map { _ in false }
        let open = arrivals.indices.filter { !before[$0] }
        let items = open.map { RenameItem(from: arrivals[$0].path, to: mark.path(of: arrivals[$0])) }
        var refused: [(index: Int, fault: Fault)] = []
        for (index, fate) in zip(open, try session.rename(items, replacing: false)) {
            if case .failure(let fault) = fate { refused.append((index, fault)) }
        }
        let lost = try settle(refused, arrivals, mark, session)
        try run.ledger.move(lost.map { ArrivalMove(arrivals[$0].ordinal, from: .seen, to: .released) }, run.claim)
        return arrivals.indices.filter { !lost.contains($0) }.map { arrivals[$0] }
    }

    /// Which of them somebody else has. What stands under our name is ours, whatever was said of the renaming; what
    /// stands under its own cannot be claimed at all.
    private func settle(
        _ refused: [(index: Int, fault: Fault)], _ arrivals: [ArrivalRow], _ mark: SourceMark,
        _ session: any Session
    ) throws(Fault) -> [Int] {
        if refused.isEmpty { return [] }
        let ours = try there(refused.map { mark.path(of: arrivals[$0.index]) }, session)
        let unmoved = try there(refused.map { arrivals[$0.index].path }, session)
        var lost: [Int] = []
        for (place, item) in refused.enumerated() where !ours[place] {
            if unmoved[place] { throw item.fault }
            lost.append(item.index)
        }
        return lost
    }

    private func there(_ paths: [String], _ session: any Session) throws(Fault) -> [Bool] {
        try session.stat(paths).map { found throws(Fault) in try found.get() != nil }
    }
}
