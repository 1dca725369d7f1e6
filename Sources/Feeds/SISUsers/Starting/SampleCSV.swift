import Exchange
import Formats

/// A sample of delimited text, by looking at all of it: delimiter, quotes, header.
struct SampleCSV {
    let dialect: CSVDialect
    let survey: SampleSurvey
    /// Percent of the first lines that the delimiter cuts alike.
    let confidence: Int

    init(_ file: any StagedFile, head: [UInt8], _ encoding: TextEncoding) throws(Fault) {
        var guess = head.withUnsafeBytes { CSVSniffer.guess($0, whole: file.size == head.count) }
        if let other = guess.notCSV {
            throw Fault(.csvNotCSV, .reject, "\(PlacePath.readable(file.name)) is no table: it is \(other).")
        }
        let isDoubtful = guess.columns < 2 || guess.confidence < 50
        if isDoubtful, let plain = SampleCSV.plainDelimiter(head) {
            guess.delimiter = plain
            guess.confidence = 90
        } else if isDoubtful {
            throw Fault(
                .sisNoTable, .reject,
                "\(PlacePath.readable(file.name)) does not look like a table: no usual delimiter cuts its lines alike, "
                    + "and no columns stand below each other.",
                context: ["confidence": "\(guess.confidence)"])
        }
        var dialect = CSVDialect(delimiter: guess.delimiter, header: .none, encoding: encoding)
        dialect.header = try SampleCSV.hasHeader(head, dialect, sniffed: guess.hasHeader) ? .named : .none
        (self.dialect, survey) = try SampleCSV.quoting(file, dialect)
        confidence = guess.confidence
    }

    /// With quotes, unless reading without them spoils fewer records: inches in a file without quoting.
    private static func quoting(
        _ file: any StagedFile, _ dialect: CSVDialect
    ) throws(Fault) -> (CSVDialect, SampleSurvey) {
        var plain = dialect
        plain.quote = nil
        let quoted: SampleSurvey
        do { quoted = try SampleSurvey.of(file, dialect) } catch {
            // A quote that is never closed.
            guard error.disposition == .reject else { throw error }
            return (plain, try SampleSurvey.of(file, plain))
        }
        if quoted.unsound == 0 { return (dialect, quoted) }
        let bare = try SampleSurvey.of(file, plain)
        return bare.unsound < quoted.unsound ? (plain, bare) : (dialect, quoted)
    }

    /// A delimiter that stands equally often in each line, quotes or not; rare ones as well.
    static func plainDelimiter(_ head: [UInt8], among: String = "\t|;,^~!#*:", least: Int = 1) -> UInt8? {
        let lines = head.split(whereSeparator: { $0 == 10 || $0 == 13 }).prefix(50)
        guard let first = lines.first, lines.count > 1 else { return nil }
        for delimiter in Array(among.utf8) {
            let count = first.count { $0 == delimiter }
            let whole = lines.dropLast().allSatisfy { line in line.count { $0 == delimiter } == count }
            if count >= least, whole { return delimiter }
        }
        return nil
    }

    /// A first record is a header when it names what columns are known for. One that only looks like names is taken for
    /// a header as well, unless it could be somebody: then its cells must not get into a profile.
    private static func hasHeader(_ head: [UInt8], _ dialect: CSVDialect, sniffed: Bool) throws(Fault) -> Bool {
        var cells: [[UInt8]] = []
        var below: Set<[UInt8]> = []
        let reader = CSVReader(dialect)
        _ = try head.withUnsafeBufferPointer { bytes throws(Fault) in
            let span = UnsafeRawBufferPointer(bytes).bytes
            return try reader.read(span, report: Report(keptPerRule: 1)) { row, _ throws(Fault) in
                if cells.isEmpty { cells = (copy row).cells } else { below.formUnion((copy row).cells) }
                return .more
            }
        }
        let names = cells.map { String(decoding: $0, as: UTF8.self) }
        let recurs = cells.contains { !$0.isEmpty && below.contains($0) }
        let known = names.count { ColumnName($0).match != nil }
        if recurs { return false }
        if known >= 2, known * 4 >= names.count { return true }
        return sniffed && (known > 0 || names.allSatisfy { isCapital($0) } || names.allSatisfy { isSmall($0) })
    }

    private static func isCapital(_ name: String) -> Bool {
        name.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private static func isSmall(_ name: String) -> Bool {
        name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }
}
