import Exchange
import Ledger

/// Files that an earlier run took and that look new only because the place tells all times otherwise now: its zone or its
/// clock was set. Then every file of a known path has its old content, and a time that is off by the same amount.
///
/// Not every such file is old. A nightly extract may be written anew with the same content, and belongs to the load it came
/// with: so what is off by whole days is new, and one file alone only counts where zones are apart by the amount.
struct ShiftedTimes {
    private static let fileName = "known.json"

    private let run: OpenRun

    init(_ run: OpenRun) { self.run = run }

    private var path: String { "\(run.workspace.place(of: run.row.id))/\(ShiftedTimes.fileName)" }

    /// What an earlier process of this run found. Once known, always known: the run is about the others.
    func decided() throws(Fault) -> Set<Int> {
        Set(try JSONFile.read([Int].self, path, in: run.workspace.folder) ?? [])
    }

    /// Keeps in mind which of the staged files are not new; how to say so, nil where all are.
    func settle() throws(Fault) -> String? {
        // Who asks for files again means them; a part of a load is a part of all of it.
        if run.isAgain || run.isPartial { return nil }
        if run.known.isEmpty {
            guard let found = try found() else { return nil }
            try JSONFile.write(found.sorted(), as: path, in: run.workspace.folder)
            run.known = found
        }
        let files = try run.ledger.arrivals(of: run.row.id).filter { run.known.contains($0.ordinal) }
        guard let first = files.first else { return nil }
        let others = files.count > 1 ? " and \(counted(files.count - 1, "other"))" : ""
        let verb = files.count > 1 ? "were" : "was"
        return
            "\(first.path)\(others) \(verb) taken by an earlier run, to the last byte; only the times that the place tells "
            + "are others now, all by the same amount."
    }

    /// Whether nothing else is in the run.
    func isAll() throws(Fault) -> Bool {
        try run.ledger.arrivals(of: run.row.id).allSatisfy { $0.isLost || run.known.contains($0.ordinal) }
    }

    private func found() throws(Fault) -> Set<Int>? {
        let files = try run.ledger.arrivals(of: run.row.id).filter { $0.state == .staged }
        let before = try run.ledger.lastTaken(run.row.profile, files.map(\.path))
        var known: Set<Int> = []
        var amounts: Set<Int> = []
        for (file, earlier) in zip(files, before) {
            guard let earlier else { continue }
            guard try isSame(file, earlier) else { return nil }
            known.insert(file.ordinal)
            amounts.insert(file.modified.seconds - earlier.modified.seconds)
        }
        guard amounts.count == 1, let amount = amounts.first else { return nil }
        return ShiftedTimes.isShift(amount, of: known.count) ? known : nil
    }

    private func isSame(_ file: ArrivalRow, _ earlier: ArrivalRow) throws(Fault) -> Bool {
        guard file.digest == earlier.digest, file.modified.nanoseconds == earlier.modified.nanoseconds,
            let taker = try run.ledger.run(earlier.run), case .taken = try run.standing(after: taker)
        else { return false }
        return true
    }

    /// In seconds.
    static func isShift(_ amount: Int, of files: Int) -> Bool {
        if amount % day == 0 { return false }
        return files > 1 || (amount % quarter == 0 && abs(amount) <= farthest)
    }

    private static let day = 86_400
    /// Zones are whole quarters of an hour apart, and never more than 26 hours.
    private static let quarter = 900
    private static let farthest = 26 * 3600
}
