import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct CSVRecordTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: [[String]]
        var testDescription: String { text.debugDescription }
    }

    static let cases: [Case] = [
        Case(text: "a,b\r\nc,d\r\n", expected: [["a", "b"], ["c", "d"]]),
        Case(text: "a,b\nc,d", expected: [["a", "b"], ["c", "d"]]),
        Case(text: "a,b\rc,d\r", expected: [["a", "b"], ["c", "d"]]),
        Case(text: "a\rb\nc\r\nd", expected: [["a"], ["b"], ["c"], ["d"]]),
        Case(text: "a,,\n", expected: [["a", "", ""]]),
        Case(text: ",\n", expected: [["", ""]]),
        Case(text: "\"\"\n", expected: [[""]]),
        Case(text: "\"a,b\",c\n", expected: [["a,b", "c"]]),
        Case(text: "\"a\"\"b\"\n", expected: [["a\"b"]]),
        Case(text: "\"\"\"\"\n", expected: [["\""]]),
        Case(text: "\"a\r\nb\nc\rd\",e\n", expected: [["a\r\nb\nc\rd", "e"]]),
        Case(text: "\n\r\na\n\n\nb\n\n", expected: [["a"], ["b"]]),
        Case(text: "a,\"b\"", expected: [["a", "b"]]),
        Case(text: " a , b \n", expected: [[" a ", " b "]]),
        Case(text: "Müller,Þór,日本,😀\n", expected: [["Müller", "Þór", "日本", "😀"]]),
        Case(text: "\u{FEFF}a,b\n", expected: [["a", "b"]]),
        Case(text: "\u{FEFF}\"a\",b\n", expected: [["a", "b"]]),
        Case(text: "a\u{1}b\tc,d\n", expected: [["a\u{1}b\tc", "d"]]),
        Case(text: "x", expected: [["x"]]),
    ]

    @Test("Tables read as RFC 4180 has them", arguments: cases)
    func reads(_ example: Case) {
        let outcome = records(example.text)
        #expect(outcome.records.map(\.cells) == example.expected)
        #expect(outcome.findings.isEmpty)
        #expect(outcome.fault == nil)
    }

    @Test("Any chunking gives the same records, positions and findings", arguments: cases)
    func chunks(_ example: Case) {
        let input = Array(example.text.utf8)
        #expect(rawSuite().chunking(input) == [])
        #expect(rawSuite().truncation(input) == [])
        #expect(rawSuite().order(input) == [])
    }

    @Test("The raw bytes of all records are the file, less its mark and empty lines")
    func keepsRawBytes() {
        let text = "a,\"b\"\"\nc\"\r\nd;e\r\"x\"y\n,last"
        let outcome = records(text)
        #expect(outcome.records.flatMap(\.raw) == Array(text.utf8))
    }

    @Test("Positions name the line and byte where a record starts")
    func positions() {
        let outcome = records("\u{FEFF}a,b\r\n\"1\r\n2\n3\",x\n\nlast\n")
        #expect(outcome.positions.map(\.line) == [1, 2, 6])
        #expect(outcome.positions.map(\.byte) == [3, 8, 20])
        #expect(outcome.positions.map(\.record) == [1, 2, 3])
    }

    @Test("Any one-byte delimiter and quote will do", arguments: [";", "\t", "|", "^", "'"])
    func delimiters(_ delimiter: String) throws {
        let byte = try #require(delimiter.utf8.first)
        let read = cells("a\(delimiter)\"b\(delimiter)c\"\n", CSVDialect(delimiter: byte))
        #expect(read == [["a", "b\(delimiter)c"]])
    }

    @Test("Without a quote character quotes are text")
    func withoutQuotes() {
        #expect(cells("12\" disc,\"a\n", CSVDialect(quote: nil)) == [["12\" disc", "\"a"]])
    }

    @Test("A record's accessors agree with each other")
    func accessors() throws {
        let reader = CSVReader(CSVDialect())
        let input = Array("ab,\"c\"\"d\",\n".utf8)
        var found: [[UInt8]] = []
        var emptiness: [Bool] = []
        _ = try input.withUnsafeBytes { raw throws(Fault) in
            try reader.read(raw.bytes, report: Report()) { record, _ throws(Fault) in
                for cell in 0..<record.count {
                    found.append(try record.withCell(cell) { text throws(Fault) in Array(text) })
                    var appended: [UInt8] = []
                    record.append(cell, to: &appended)
                    found.append(appended)
                    found.append(record.bytes(cell))
                    emptiness.append(record.isEmpty(cell))
                }
                return .more
            }
        }
        try reader.finish(report: Report()) { record, _ throws(Fault) in .more }
        let expected = ["ab", "c\"d", ""].flatMap { Array(repeating: Array($0.utf8), count: 3) }
        #expect(found == expected)
        #expect(emptiness == [false, false, true])
    }

    @Test("Reading stops when the taker has enough")
    func enough() throws {
        let reader = CSVReader(CSVDialect())
        var count = 0
        let input = Array("a\nb\nc\nd\ne\nf\ng\n".utf8)
        let demand = try input.withUnsafeBytes { raw throws(Fault) in
            try reader.read(raw.bytes, report: Report()) { _, _ throws(Fault) in
                count += 1
                return count == 2 ? .enough : .more
            }
        }
        #expect(demand == .enough)
        #expect(count == 2)
    }
}
