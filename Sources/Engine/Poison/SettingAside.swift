import Exchange
import Ledger

/// Files over which one process or run after the other has ended are set aside: taken, as the files of a rejected load
/// are, so that they are not tried again until they or the profile change, or a person says so. Never once deliveries are
/// planned: these are finished.
struct SettingAside {
    let run: OpenRun

    private var limit: Int { run.plan.bounds.attempts }

    /// So many runs back are looked through for those that failed.
    private static let depth = 50

    /// Faults that the files of a run may cause, though by their kind somebody else is to mend them.
    private static let suspects: Set<String> = [
        Code.outsideEnded.name, Code.outsideGarbage.name, Code.outsideOrder.name, Code.outsideField.name,
        Code.outsideSilent.name, Code.outsideFlood.name, Code.outsideLeftover.name, Code.runBooks.name,
        Code.runOutputs.name,
    ]

    /// How the run ends where too many processes were lost over its files; nil where it goes on.
    func afterLosses() throws(Fault) -> Closing? {
        guard limit > 0, run.row.epoch > limit, run.row.step < .deliver, run.release == nil, !run.wishes.dryRun,
            try run.ledger.deliveries(of: run.row.id).isEmpty
        else { return nil }
        let lost = try LostProcesses(run)
        let files = try run.ledger.arrivals(of: run.row.id).filter { $0.digest != nil }
        guard lost.count >= limit, !files.isEmpty else { return nil }
        try setAside(files)
        let processes = lost.count == 1 ? "a process that ended" : "\(lost.count) processes that ended, each"
        let fault = Fault(
            .runPoison, .reject,
            "\(SettingAside.named(files)) set aside after \(processes) without a word in step "
                + "'\(lost.step.rawValue)'.\(run.wishes.lastEnd.map { " The last one \($0)." } ?? "") Nothing was sent.",
            context: ["step": lost.step.rawValue, "processes": "\(lost.count)"])
        return Closing(fault.end, fault.message, fault: fault)
    }

    /// How the run ends where this fault is the last of too many in a row over the same files; nil where it ends as ever.
    func after(_ fault: Fault) throws(Fault) -> Closing? {
        guard limit > 0, run.row.step >= .convert, !run.wishes.dryRun, !run.isPartial,
            fault.end == .rejected || SettingAside.suspects.contains(fault.code.name)
        else { return nil }
        let before = try failed(limit - 1)
        guard before.count == limit - 1 else { return nil }
        let files = try run.ledger.arrivals(of: run.row.id).filter { file in
            file.state == .staged && before.allSatisfy { $0.contains(FileMark(file)) }
        }
        guard !files.isEmpty else { return nil }
        try setAside(files)
        let words =
            "\(SettingAside.named(files)) set aside: \(counted(limit, "run")) in a row failed on the same content."
        run.report.add(Finding(.error, .runPoison, Position(), words))
        return Closing(.rejected, "\(fault.message) \(words)", fault: fault)
    }

    /// The files of the newest runs under this configuration that failed on theirs, at most so many.
    private func failed(_ count: Int) throws(Fault) -> [Set<FileMark>] {
        var found: [Set<FileMark>] = []
        for row in try run.ledger.runs(of: run.row.profile, limit: SettingAside.depth) where found.count < count {
            guard row.id != run.row.id, row.configuration == run.row.configuration, try isFailure(row) else { continue }
            found.append(Set(try run.ledger.arrivals(of: row.id).map(FileMark.init)))
        }
        return found
    }

    private func isFailure(_ row: RunRow) throws(Fault) -> Bool {
        guard let end = row.end, row.step >= .convert, row.step < .deliver else { return false }
        if end == .rejected { return true }
        guard end == .configuration || end == .internalError else { return false }
        let code = try StoredReports(run.workspace).report(of: row.id)?.fault?.code
        return code.map(SettingAside.suspects.contains) ?? false
    }

    /// Of a file that was to be taken in part, a later run takes the whole.
    private func setAside(_ files: [ArrivalRow]) throws(Fault) {
        if run.isPartial { return }
        let staged = files.filter { $0.state == .staged }
        try run.ledger.move(staged.map { ArrivalMove($0.ordinal, from: .staged, to: .taken) }, run.claim)
    }

    /// `a.csv is`, `a.csv and 2 others are`.
    private static func named(_ files: [ArrivalRow]) -> String {
        let first = files.first.map { PlacePath.readable($0.path) } ?? ""
        return files.count == 1 ? "\(first) is" : "\(first) and \(counted(files.count - 1, "other")) are"
    }
}

/// What makes a file at the source the same for two runs.
private struct FileMark: Hashable {
    private let path: String
    private let size: Int
    private let modified: Moment
    private let digest: ContentDigest?

    init(_ row: ArrivalRow) {
        (path, size, modified, digest) = (row.path, row.size, row.modified, row.digest)
    }
}
