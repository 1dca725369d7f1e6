import Exchange

/// Reads a table: the columns first, then its rows, each of which must have as many cells as there are columns.
///
/// - `header` stands before the first row is emitted. A table of columns only is legal and has no rows.
/// - Rows are emitted in order, sound or not, as `CSVReader` does; a row of another width is unsound (`csv.row.ragged`).
///   Findings name the column. Positions count rows from 1, without the header.
/// - Faults: those of `CSVReader`, and `csv.header.doubled`, `csv.header.unreadable`, `csv.column.missing`, `csv.delimiter`.
package final class CSVTable: Table, Reader {
    package let dialect: CSVDialect
    private let needs: [String]
    private let cutter: CSVCutter
    package private(set) var header: TableHeader?
    /// The header record's source bytes; empty where the dialect has none.
    package private(set) var headerLine: [UInt8] = []
    package var byteOrderMark: [UInt8] { cutter.byteOrderMark }

    /// `needs`: the columns that must be there.
    package init(_ dialect: CSVDialect, needs: [String] = []) {
        self.dialect = dialect
        self.needs = needs
        cutter = CSVCutter(dialect)
    }

    package var hasLineEnds: Bool { true }

    package func rejects() -> any TableRejects { CSVRejects(self) }

    package func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        try cutter.cut(chunk) { record, position throws(Fault) in
            try self.sort(record, position, report, emit)
        }
    }

    package func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        try cutter.finish { record, position throws(Fault) in
            try self.sort(record, position, report, emit)
        }
        try judgeEncoding(report)
    }

    /// A few records may be somebody's earlier mistake; where it is many and all, it is the profile's.
    private func judgeEncoding(_ report: Report) throws(Fault) {
        guard let records = cutter.watch.verdict else { return }
        let sentence =
            "all \(records) records with special letters are UTF-8, but 'encoding: \(dialect.encoding.rawValue)' is declared"
        if records >= CSVTable.manyRecords { throw Fault(.csvEncodingUTF8, .reject, sentence) }
        report.add(Finding(.warning, .csvEncodingUTF8, Position(), "Perhaps the encoding is wrong: \(sentence)."))
    }

    private static let manyRecords = 3

    /// The header apart from the rows.
    @inline(__always)
    private func sort(
        _ record: borrowing TableRow, _ position: Position, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        if header == nil, try take(record, position) { return .more }
        var row = position
        if dialect.header == .named { row.record -= 1 }
        tell(record, row, report)
        return try emit(record, row)
    }

    /// Learns the columns from the first record; true when that was the header and no row.
    private func take(_ record: borrowing TableRow, _ position: Position) throws(Fault) -> Bool {
        cutter.width.cells = record.count
        guard dialect.header == .named else {
            header = TableHeader(numbered: record.count)
            try header?.demand(needs, at: position)
            return false
        }
        if let problem = record.problem { throw unreadable(problem, position) }
        headerLine = record.raw
        let names = (0..<record.count).map { [record = copy record] in record.string($0) }
        try CSVDelimiters.check(names, needs: needs, used: dialect.delimiter, at: position)
        try TableHeader.recognise(names, needs, at: position)
        let found = try TableHeader(names, needs: needs, at: position)
        try found.demand(needs, at: position)
        header = found
        return true
    }

    private func unreadable(_ problem: TableProblem, _ position: Position) -> Fault {
        let byte = position.byte + problem.offset
        return Fault(
            .csvHeaderUnreadable, .reject,
            "the header is damaged: \(problem.message) (line \(problem.line), byte \(byte))",
            remedy: problem.code.remedy,
            context: ["line": "\(problem.line)", "byte": "\(byte)", "rule": problem.code.name])
    }

    private func tell(_ record: borrowing TableRow, _ position: Position, _ report: Report) {
        guard let problem = record.problem else { return }
        report.add(problem.finding(position, path: problem.cell.flatMap(column)))
    }

    private func column(_ cell: Int) -> String? {
        guard let header, cell < header.count else { return "column \(cell + 1)" }
        return header.names[cell].isEmpty ? "column \(cell + 1)" : header.names[cell]
    }
}
