import Exchange
import Formats

/// The lists beside a profile, as CSV.
struct EDIListReading {
    private let settings: Settings
    private(set) var lists = EDILists()
    private(set) var complaints = Complaints([])

    init(_ settings: Settings) {
        self.settings = settings
        if settings.text("unmatched") == "reject" { lists.severity = .error }
    }

    mutating func read() {
        readOrderLines()
        readOthers()
    }

    mutating func readOrderLines() {
        if let rows = rows("po_lines", ["po_line"], ["status"]) {
            var found: [String: Bool] = [:]
            for row in rows where !row[0].isEmpty {
                found[EDILists.key(row[0])] = !["closed", "cancelled", "canceled"].contains(row[1].lowercased())
            }
            lists.orderLines = found
        }
    }

    private mutating func readOthers() {
        if let rows = rows("vendors", ["code"], ["name", "dialect", "mail"]) {
            var found: [String: EDILists.Vendor] = [:]
            for row in rows where !row[0].isEmpty {
                found[row[0]] = EDILists.Vendor(name: row[1], dialect: row[2], mail: row[3])
            }
            lists.vendors = found
        }
        if let rows = rows("funds", ["code"], []) { lists.funds = Set(rows.map { $0[0] }).subtracting([""]) }
    }

    /// Each row's cells in the order asked for; nil where there is no list, or none that can be used.
    private mutating func rows(_ key: String, _ needed: [String], _ further: [String]) -> [[String]]? {
        guard let (file, text) = settings.file(key, &complaints) else { return nil }
        let table = CSVTable(CSVDialect(), needs: needed)
        var rows: [[String]] = []
        func take(_ row: borrowing TableRow) -> Demand {
            guard row.isSound else { return .more }
            rows.append(
                (needed + further).map { name in table.header?[name].map { [row = copy row] in row.string($0) } ?? "" })
            return .more
        }
        let unread = Report(keptPerRule: 1)
        do throws(Fault) {
            _ = try table.read(text.span.bytes, report: unread) { row, _ throws(Fault) in take(row) }
            try table.finish(report: unread) { row, _ throws(Fault) in take(row) }
        } catch {
            complaints.add(file.mark(1), key: key, error.message)
            return nil
        }
        for finding in unread.findings where finding.severity == .error {
            complaints.add(file.mark(finding.position.line), key: key, finding.message)
        }
        return rows
    }
}
