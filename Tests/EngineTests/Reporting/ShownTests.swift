import Exchange
import Testing

@testable import Engine

@Suite struct `Text that is shown` {
    @Test func `cannot end a line, steer a terminal or turn the reading direction`() {
        for scalar in (Array(0...0xFFFF) + Array(0xE0000...0xE01FF)).compactMap({ Unicode.Scalar(UInt32($0)) }) {
            let text = shown("a\(Character(scalar))b")
            let isFormat =
                scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .lineSeparator
                || scalar.properties.generalCategory == .paragraphSeparator || scalar.properties.isBidiControl
            if isFormat { #expect(text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "\(scalar.value)") }
        }
    }

    @Test(arguments: [
        ("Example, Zoë", "Example, Zoë"), ("名前", "名前"), ("", ""), ("e\u{301}", "e\u{301}"),
        ("one\ntwo", "one\\ntwo"), ("\r\n", "\\r\\n"), ("\u{1B}[2J", "\\u{1B}[2J"),
        ("\u{202E}fdp.exe", "\\u{202E}fdp.exe"),
        ("\u{9B}31m", "\\u{9B}31m"), ("a\u{0}b", "a\\u{0}b"), ("\u{FEFF}id", "\\u{FEFF}id"),
    ]) func `is itself, but for what is written out`(_ given: String, _ written: String) {
        #expect(shown(given) == written)
        #expect(shown(shown(given)) == written)
    }

    @Test func `forges no line of a report, whatever a file and its rows are called`() throws {
        let bench = try Bench()
        bench.files = "*"
        bench.feed = ToldFeed(subject: "9\nDONE  copy", message: "A \u{202E}!\u{1B}[31m.")
        try bench.put("in/a\u{202E}txt", "one\n!two\n")
        let report = try bench.run()
        let text = ReportText(report).text
        #expect(report.exit == 1 && text.hasPrefix("DONE WITH REJECTS"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x202E })
        #expect(!text.contains("\nDONE  copy") && text.contains("(9\\nDONE  copy): A \\u{202E}!"))
    }

    @Test func `is broken between words, at 100 columns`() {
        let words = Array(repeating: "word", count: 60).joined(separator: " ")
        let lines = ReportLine.paragraph(.remedy, 8, words, lead: "-> ").map(\.text)
        #expect(lines.count == 4 && lines.allSatisfy { $0.count <= 100 })
        #expect(lines[0].hasPrefix("        -> word") && lines[1].hasPrefix("           word"))
        let path = "/" + String(repeating: "x", count: 150)
        #expect(ReportLine.paragraph(.plain, 2, path).map(\.text) == ["  " + path])
    }
}
