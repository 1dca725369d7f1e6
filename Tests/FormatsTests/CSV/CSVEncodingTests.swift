import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct CSVEncodingTests {
    @Test(
        "Encodings go by the names people write",
        arguments: [
            ("utf-8", TextEncoding.utf8), ("UTF8", .utf8), ("ISO-8859-1", .latin1), ("latin-1", .latin1),
            ("windows-1252", .windows1252), ("CP1252", .windows1252), ("utf-16", .utf16), ("UTF-16LE", .utf16le),
            ("utf_16be", .utf16be),
        ])
    func names(_ name: String, _ encoding: TextEncoding) {
        #expect(TextEncoding(named: name) == encoding)
        #expect(TextEncoding(named: encoding.rawValue) == encoding)
        #expect(TextEncoding(named: "\(name)x") == nil)
    }

    @Test("Latin-1 and Windows-1252 become UTF-8")
    func narrow() {
        let input: [UInt8] =
            Array("a,".utf8) + [0xE9, 0xDF, 0x0A] + Array("\"x\"\"".utf8) + [0xFC] + Array("\",b\n".utf8)
        for encoding in [TextEncoding.latin1, .windows1252] {
            let outcome = rawSuite(CSVDialect(encoding: encoding)).read(input, by: 100)
            #expect(outcome.records.map(\.cells) == [["a", "éß"], ["x\"ü", "b"]])
        }
        let euro = rawSuite(CSVDialect(encoding: .windows1252)).read([0x80, 0x2C, 0x9F, 0x0A], by: 1)
        #expect(euro.records.map(\.cells) == [["€", "Ÿ"]])
    }

    @Test(
        "The five bytes Windows-1252 does not have are findings", arguments: [0x81, 0x8D, 0x8F, 0x90, 0x9D] as [UInt8])
    func undefined(_ byte: UInt8) throws {
        let input = Array("id,name\nu1,x".utf8) + [byte] + Array("\nu2,y\n".utf8)
        let outcome = tableSuite(CSVDialect(encoding: .windows1252)).read(input, by: 100)
        let finding = try #require(outcome.findings.first)
        #expect(finding.rule == .csvEncoding)
        #expect(finding.position == Position(record: 1, byte: 12, line: 2, path: "name"))
        #expect(outcome.records.map(\.isGood) == [false, true])
    }

    static let invalid: [[UInt8]] = [
        [0xFF], [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
    ]

    @Test("What is no UTF-8 is a finding with byte, line and column, never replaced", arguments: invalid)
    func invalidUTF8(_ bytes: [UInt8]) throws {
        let input = Array("id,name\nu1,\"é\n".utf8) + bytes + Array("\"\nu2,y\n".utf8)
        let suite = tableSuite()
        let outcome = suite.read(input, by: 100)
        let finding = try #require(outcome.findings.first)
        #expect(finding.rule == .csvEncoding)
        #expect(finding.position == Position(record: 1, byte: 15, line: 3, path: "name"))
        #expect(outcome.records.map(\.isGood) == [false, true])
        #expect(suite.chunking(input) == [])
    }

    @Test("UTF-16 reads like UTF-8, in either order, with positions in its own bytes", arguments: [false, true])
    func utf16(_ bigEndian: Bool) {
        let text = "id,näme\r\nu1,\"日本😀 \"\"x\"\"\n,\"\r\nu2,Ċ਍\r\nu3\r\n"
        let input = wide(text, bigEndian: bigEndian)
        let suite = tableSuite(CSVDialect(encoding: .utf16), needs: ["näme"])
        let outcome = suite.read(input, by: 1000)
        #expect(outcome.fault == nil)
        #expect(outcome.records.map(\.cells) == [["u1", "日本😀 \"x\"\n,"], ["u2", "Ċ਍"], []])
        #expect(outcome.positions.map(\.line) == [2, 4, 5])
        #expect(outcome.positions.first?.byte == 20)
        #expect(outcome.records.flatMap(\.raw) == Array(input[20...]))
        #expect(suite.chunking(input) == [])
        #expect(suite.truncation(input) == [])
    }

    @Test("UTF-16 may come without its mark")
    func unmarked() {
        let little = tableSuite(CSVDialect(encoding: .utf16)).read(wide("a,b\n1,2\n", mark: false), by: 3)
        let big = tableSuite(CSVDialect(encoding: .utf16)).read(wide("a,b\n1,2\n", bigEndian: true, mark: false), by: 3)
        #expect(little.records.map(\.cells) == [["1", "2"]])
        #expect(big.records.map(\.cells) == [["1", "2"]])
    }

    @Test("A lone surrogate is a finding, half a character at the end a fault")
    func surrogates() {
        let lone = wide("a,b\n1,") + [0x00, 0xD8] + wide("\n", mark: false)
        let outcome = tableSuite(CSVDialect(encoding: .utf16)).read(lone, by: 100)
        #expect(outcome.findings.map(\.rule) == [.csvEncoding])
        #expect(outcome.findings.first?.position.byte == 14)
        let half = tableSuite(CSVDialect(encoding: .utf16)).read(wide("a,b\n1,2\n") + [0x31], by: 4)
        #expect(half.fault?.code == .csvEncoding)
    }

    @Test("UTF-16 that was not declared is said to be", arguments: [true, false])
    func undeclared(_ mark: Bool) {
        let fault = tableSuite().read(wide("a,b\n1,2\n", mark: mark), by: 2).fault
        #expect(fault?.code == .csvEncodingWide)
        #expect(fault?.message.contains("UTF-16LE") == true)
    }
}

extension SeenRecord {
    var isGood: Bool { problem == nil }
}
