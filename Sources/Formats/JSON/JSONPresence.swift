import Exchange

/// Which columns have been in any record, and what the records have beside, for the message that one is in none.
struct JSONPresence {
    /// Records looked at for what they have.
    private static let sample = 50

    private let paths: [JSONPath]
    private var isThere: [Bool]
    private var missing: Int
    private var sound = 0
    private var columns = JSONColumns()

    init(_ paths: [JSONPath]) {
        self.paths = paths
        isThere = paths.map { _ in false }
        missing = paths.count
    }

    mutating func note(_ record: JSONLookup) {
        sound += 1
        if missing > 0, sound <= JSONPresence.sample { columns.note(record) }
    }

    mutating func note(_ found: JSONLookup.Found, _ cell: Int) {
        if case .absent = found { return }
        if isThere[cell] { return }
        isThere[cell] = true
        missing -= 1
    }

    /// Says which columns none of the records had.
    func judge(_ records: Int, _ report: Report) throws(Fault) {
        guard missing > 0, sound > 0 else { return }
        let count = "\(sound) record\(sound == 1 ? "" : "s")"
        let names = columns.names
        if missing == paths.count, paths.count > 1 {
            throw Fault(
                .jsonColumnsAbsent, .reject,
                "none of the \(paths.count) columns that are needed ('\(paths[0].text)', '\(paths[1].text)', …) is in any of "
                    + "\(count); they have: \(names.prefix(40).joined(separator: ", "))",
                context: ["column": paths[0].text, "byte": "0"])
        }
        for (path, isThere) in zip(paths, isThere) where !isThere {
            let near = nearest(path.text, among: names).map { " (nearest: '\($0)')" } ?? ""
            report.add(
                Finding(
                    .warning, .jsonColumnAbsent, Position(path: path.text),
                    "column '\(path.text)' is in none of \(count)\(near)"))
        }
    }
}
