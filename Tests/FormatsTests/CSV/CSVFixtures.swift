import ConformanceKit
import Exchange
import Formats

/// A record as tests look at it.
struct SeenRecord: Equatable, Sendable {
    var cells: [String] = []
    var raw: [UInt8] = []
    var problem: String?
}

func seen(_ record: borrowing TableRow) -> SeenRecord {
    let record = copy record
    return SeenRecord(
        cells: record.isSound ? (0..<record.count).map { record.string($0) } : [], raw: record.raw,
        problem: record.problem?.code.name)
}

func rawSuite(_ dialect: CSVDialect = CSVDialect()) -> ReaderSuite<CSVReader, SeenRecord> {
    ReaderSuite({ CSVReader(dialect) }, keep: { seen($0) })
}

func tableSuite(_ dialect: CSVDialect = CSVDialect(), needs: [String] = []) -> ReaderSuite<CSVTable, SeenRecord> {
    ReaderSuite({ CSVTable(dialect, needs: needs) }, keep: { seen($0) })
}

/// The records of `text`, read in one piece.
func records(_ text: String, _ dialect: CSVDialect = CSVDialect()) -> ReaderOutcome<SeenRecord> {
    rawSuite(dialect).read(Array(text.utf8), by: 1 << 20)
}

func cells(_ text: String, _ dialect: CSVDialect = CSVDialect()) -> [[String]] {
    records(text, dialect).records.map(\.cells)
}

/// The rows under the header of `text`.
func table(
    _ text: String, needs: [String] = [], _ dialect: CSVDialect = CSVDialect()
) -> ReaderOutcome<SeenRecord> {
    tableSuite(dialect, needs: needs).read(Array(text.utf8), by: 1 << 20)
}

/// ASCII text as UTF-16.
func wide(_ text: String, bigEndian: Bool = false, mark: Bool = true) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit in
        let high = UInt8(unit >> 8)
        let low = UInt8(unit & 0xFF)
        return bigEndian ? [high, low] : [low, high]
    }
}
