import Exchange

/// Reads every record of a table, the first one like all others (RFC 4180).
///
/// - Emits each record in order, sound or not: `record.problem` says why one cannot be taken, and that has been
///   reported as a finding already. The caller counts it as rejected and keeps its `raw` bytes.
/// - Positions: records from 1, the line on which the record starts, bytes in the source.
/// - Lines without a byte in them are no records.
/// - Faults: `csv.notcsv`, `csv.encoding.utf16`, `csv.empty`, `csv.quote.unclosed`, `csv.record.long`, and `csv.encoding`
///   where the file ends in half a character.
package final class CSVReader: Reader {
    private let cutter: CSVCutter

    package init(_ dialect: CSVDialect) { cutter = CSVCutter(dialect) }

    package func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        try cutter.cut(chunk) { record, position throws(Fault) in
            CSVReader.tell(record, position, report)
            return try emit(record, position)
        }
    }

    package func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        try cutter.finish { record, position throws(Fault) in
            CSVReader.tell(record, position, report)
            return try emit(record, position)
        }
    }

    private static func tell(_ record: borrowing TableRow, _ position: Position, _ report: Report) {
        guard let problem = record.problem else { return }
        report.add(problem.finding(position, path: problem.cell.map { "column \($0 + 1)" }))
    }
}
