import Engine
import Exchange
import Formats
import Machine

/// A run's list of changes (`OutputRole.changes`), read row by row: it may be as long as a load.
struct ChangesFile {
    private let file: OpenFile

    /// Nil where it is not kept any more.
    init?(_ path: String) throws(Fault) {
        do throws(Fault) { file = try Folder.openAnywhere(path) } catch {
            guard error.code == .machineMissing else { throw error }
            return nil
        }
    }

    func eachRow(_ body: (ChangeRow) -> Void) throws(Fault) {
        let reader = CSVReader(CSVDialect(header: .none))
        let unread = Report()
        func row(_ row: borrowing TableRow, _ position: Position) -> Demand {
            guard row.isSound, row.count == 4, position.record > 1 else { return .more }
            body(
                ChangeRow(
                    kind: row.string(0), identifier: row.string(1), group: row.string(2), fields: row.string(3)))
            return .more
        }
        try file.eachChunk { chunk throws(Fault) in
            try reader.read(chunk, report: unread) { found, position throws(Fault) in row(found, position) }
        }
        try reader.finish(report: unread) { found, position throws(Fault) in row(found, position) }
    }

    /// The rows about one record.
    func rows(of identifier: String) throws(Fault) -> [ChangeRow] {
        var rows: [ChangeRow] = []
        try eachRow { row in
            // What a spreadsheet would take for a formula has an apostrophe in front.
            if row.identifier == identifier || row.identifier == "'" + identifier { rows.append(row) }
        }
        return rows
    }
}
