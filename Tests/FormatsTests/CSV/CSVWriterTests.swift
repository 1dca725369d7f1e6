import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct CSVWriterTests {
    static func written(
        _ rows: [[String]], _ dialect: CSVDialect = CSVDialect(), columns: [String]? = nil, _ end: CSVLineEnd = .lf
    ) throws(Fault) -> [UInt8] {
        let sink = MemorySink()
        var writer = CSVWriter(dialect, columns: columns, lineEnd: end)
        try writer.begin(sink)
        for row in rows {
            let cells = row.map { Array($0.utf8) }
            try writer.write(cells, to: sink)
        }
        try writer.finish(sink)
        return sink.bytes
    }

    @Test("Cells are quoted only where they must be")
    func quotes() throws {
        let bytes = try CSVWriterTests.written(
            [["a", "b c", "d,e", "f\"g", "h\ni", ""], [""]], columns: ["1", "2"], .crlf)
        #expect(String(decoding: bytes, as: UTF8.self) == "1,2\r\na,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\r\n\"\"\r\n")
    }

    static let dialects: [CSVDialect] = [
        CSVDialect(), CSVDialect(delimiter: 0x09), CSVDialect(delimiter: UInt8(ascii: ";"), quote: UInt8(ascii: "'")),
        CSVDialect(encoding: .latin1), CSVDialect(encoding: .windows1252), CSVDialect(encoding: .utf16),
        CSVDialect(encoding: .utf16be), CSVDialect(encoding: .utf16le),
    ]

    @Test("What is written reads back as it was", arguments: dialects)
    func identity(_ dialect: CSVDialect) throws {
        var numbers = SeededNumbers(seed: 7)
        let alphabet = ["a", ",", ";", "\t", "\"", "'", "\n", "\r", "é", " ", "ÿ", "x"]
        for _ in 0..<60 {
            let rows = (0..<5).map { _ in
                (0..<Int.random(in: 1...4, using: &numbers)).map { _ in
                    (0..<Int.random(in: 0...5, using: &numbers)).map { _ in
                        alphabet.randomElement(using: &numbers) ?? ""
                    }
                    .joined()
                }
            }
            let bytes = try CSVWriterTests.written(rows, dialect)
            let outcome = rawSuite(dialect).read(bytes, by: 11)
            #expect(outcome.fault == nil)
            #expect(outcome.records.map(\.cells) == rows)
        }
    }

    @Test(
        "A cell that looks like another kind of file reads back all the same",
        arguments: ["%PDF-1", "\u{FEFF}", "<html>"])
    func foreignStart(_ cell: String) throws {
        let bytes = try CSVWriterTests.written([[cell, "x"], ["y", "z"]])
        #expect(rawSuite().read(bytes, by: 100).records.map(\.cells) == [[cell, "x"], ["y", "z"]])
    }

    @Test("A character the encoding lacks is a fault that names record and column")
    func unwritable() {
        #expect(throws: Fault.self) { try CSVWriterTests.written([["日本"]], CSVDialect(encoding: .latin1)) }
        do throws(Fault) {
            _ = try CSVWriterTests.written(
                [["a", "b"], ["a", "€"]], CSVDialect(encoding: .latin1), columns: ["x", "y"])
            Issue.record("it was written")
        } catch {
            #expect(error.code == .csvUnwritable)
            #expect(error.message.hasPrefix("record 2, column 'y'"))
        }
    }

    @Test("Zero bytes, and quotes where there are none, are faults", arguments: ["a\u{0}b", "a,b", "a\nb"])
    func refuses(_ cell: String) {
        #expect(throws: Fault.self) { try CSVWriterTests.written([[cell]], CSVDialect(quote: nil)) }
    }

    @Test("Mutated tables never crash, and read the same in any chunks", arguments: 0..<60 as Range<UInt64>)
    func mutated(_ seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let text = "id,name,note\r\nu1,\"Anna \"\"A\"\"\",x\r\nu2,Björn,\"line\nline\"\r\nu3,Þór,\r\n"
        let encoding = TextEncoding.allCases[Int(seed) % TextEncoding.allCases.count]
        let source = encoding.unit == 2 ? wide(text, bigEndian: encoding == .utf16be) : Array(text.utf8)
        let input = Mutation.of(source, &numbers)
        #expect(tableSuite(CSVDialect(encoding: encoding)).chunking(input) == [])
    }
}
