import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct CSVProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let code: String
        let byte: Int
        let line: Int
        let path: String
        var testDescription: String { text.debugDescription }
    }

    static let cases: [Case] = [
        Case(text: "a,b\nx,1 \"2\" 3\ny,z\n", code: "csv.quote.stray", byte: 8, line: 2, path: "b"),
        Case(text: "a,b\n\"x\"y,1\ny,z\n", code: "csv.quote.trailing", byte: 7, line: 2, path: "a"),
        Case(text: "a,b\n\"x\n\" ,1\ny,z\n", code: "csv.quote.trailing", byte: 8, line: 3, path: "a"),
        Case(text: "a,b\nx,\u{0}\ny,z\n", code: "csv.nul", byte: 6, line: 2, path: "b"),
        Case(text: "a,b\n\"\n\u{0}\",x\ny,z\n", code: "csv.nul", byte: 6, line: 3, path: "a"),
    ]

    @Test("A damaged record is a finding at the exact place, and the next record is whole", arguments: cases)
    func reports(_ example: Case) throws {
        let outcome = table(example.text)
        let finding = try #require(outcome.findings.first)
        #expect(outcome.findings.count == 1)
        #expect(finding.rule.name == example.code)
        #expect(finding.position == Position(record: 1, byte: example.byte, line: example.line, path: example.path))
        #expect(outcome.records.map(\.problem) == [example.code, nil])
        #expect(outcome.records.last?.cells == ["y", "z"])
    }

    @Test("Damage is the same whatever the chunks", arguments: cases)
    func chunks(_ example: Case) {
        #expect(tableSuite().chunking(Array(example.text.utf8)) == [])
        #expect(tableSuite().truncation(Array(example.text.utf8)) == [])
    }

    @Test("A quote without its end is a fault that names the line where it was opened")
    func unclosed() {
        let outcome = table("a,b\nx,y\n1,\"two\nthree\n")
        #expect(outcome.fault?.code == .csvQuoteUnclosed)
        #expect(outcome.fault?.context == ["line": "3", "byte": "10"])
        #expect(outcome.fault?.disposition == .reject)
    }

    @Test("A record beyond the limit is a fault, in flat memory", arguments: [1, 100, 4096])
    func tooLong(_ chunk: Int) {
        let dialect = CSVDialect(maxRecord: 1000)
        let input = Array("a,b\n1,\"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 5000)
        let outcome = tableSuite(dialect).read(input, by: chunk)
        #expect(outcome.fault?.code == .csvRecordLong)
        #expect(outcome.fault?.context["line"] == "2")
    }

    @Test("A record of too many cells is a fault")
    func tooManyCells() {
        let outcome = records(String(repeating: ",", count: 300) + "\n", CSVDialect(maxCells: 100))
        #expect(outcome.fault?.code == .csvRecordLong)
    }

    @Test("A row of another width says what was expected and found, and keeps its bytes")
    func ragged() {
        let outcome = table("a,b,c\n1,2,3\n4,5\n6,7,8,9\n")
        #expect(outcome.findings.map(\.rule) == [.csvRowRagged, .csvRowRagged])
        #expect(outcome.findings.map(\.position.line) == [3, 4])
        #expect(outcome.findings.map(\.position.record) == [2, 3])
        #expect(outcome.findings.first?.message == "the row has 2 cells, expected 3")
        #expect(outcome.records.map(\.raw) == ["1,2,3\n", "4,5\n", "6,7,8,9\n"].map { Array($0.utf8) })
    }

    @Test(
        "Other kinds of file are named",
        arguments: [
            ("\u{1F}\u{8B}\u{8}", "gzip"), ("PK\u{3}\u{4}xyz", "zip"), ("%PDF-1.7", "PDF"),
            ("<!DOCTYPE html>", "web page"),
            ("<?xml version", "XML"),
        ])
    func foreign(_ text: String, _ name: String) {
        let bytes = text.unicodeScalars.map { UInt8($0.value) } + Array(",b\n1,2\n".utf8)
        for size in [1, 100] {
            let fault = rawSuite().read(bytes, by: size).fault
            #expect(fault?.code == .csvNotCSV)
            #expect(fault?.message.contains(name) == true)
        }
    }

    @Test("An old Excel workbook is named")
    func workbook() {
        let fault = rawSuite().read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], by: 3).fault
        #expect(fault?.message.contains("Excel") == true)
    }

    @Test("An empty file is a fault", arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}"])
    func empty(_ text: String) {
        #expect(records(text).fault?.code == .csvEmpty)
        #expect(table(text).fault?.code == .csvEmpty)
    }
}
