import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct FixedTableTests {
    private func read(_ input: some Sequence<UInt8>, _ layout: FixedLayout, needs: [String] = []) -> ReaderOutcome<
        SeenRecord
    > {
        ReaderSuite({ FixedTable(layout, needs: needs) }, keep: { seen($0) }).read(Array(input), by: 1 << 20)
    }

    private func cells(_ text: String, _ layout: FixedLayout) -> [[String]] {
        read(text.utf8, layout).records.map(\.cells)
    }

    @Test("Columns are cut by characters, and the blanks around a value are taken off")
    func columns() {
        #expect(cells(" u1 Björn \nu2   Zoë  \n", TableCase.people()) == [["u1", "Björn"], ["u2", "Zoë"]])
    }

    @Test("In an 8-bit encoding a place is a byte")
    func bytes() {
        let input = Array("u1  Bj".utf8) + [0xF6] + Array("rn \n".utf8)
        #expect(read(input, TableCase.people(.latin1)).records.map(\.cells) == [["u1", "Björn"]])
    }

    @Test("Segments are called by number and by type")
    func segments() {
        let outcome = read(TableCase.segmented, TableCase.patron)
        let names = TableCase.patron.names
        #expect(
            names == [
                "id", "name", "address1.line", "address1.city", "address2.line", "address2.city", "home.line",
                "home.city",
                "email.line", "email.city",
            ])
        #expect(outcome.records[0].cells == ["u1", "Anna", "a@b", "", "Road", "Ulm", "Road", "Ulm", "a@b", ""])
        #expect(outcome.records[1].cells == ["u2", "Bo", "Lane", "", "", "", "Lane", "", "", ""])
        #expect(outcome.records[2].cells.prefix(3) == ["u3", "Cy", ""])
        #expect(outcome.findings == [])
    }

    @Test("A type that is not named, or comes twice, is a warning and no value")
    func types() {
        let outcome = read("u1Anna9RoadUlm\nu2Bo  1RoadUlm1LaneUlm\n".utf8, TableCase.patron)
        #expect(outcome.findings.map(\.rule) == [.fixedType, .fixedType])
        #expect(outcome.findings.map(\.severity) == [.warning, .warning])
        #expect(outcome.records[0].cells[6] == "")
        #expect(outcome.records[1].cells[6] == "Road")
    }

    @Test("Lines may lack their blanks in a file that strips them")
    func stripped() {
        #expect(
            cells("u1  Anna\nu2\nu3  Bernhard\n", TableCase.people()) == [
                ["u1", "Anna"], ["u2", ""], ["u3", "Bernha"],
            ])
    }

    @Test("In a file that keeps its blanks a short line is refused")
    func short() {
        let outcome = read("u1  Anna  \nu2  Bo\nu3\n".utf8, TableCase.people())
        #expect(outcome.records.map(\.problem) == [nil, "fixed.record.short", "fixed.record.short"])
        #expect(outcome.findings.map(\.position.line) == [2, 3])
        #expect(read("u1 \n".utf8, TableCase.people()).records.map(\.problem) == ["fixed.record.short"])
    }

    @Test("A last line that is short and has no end was cut off")
    func cutOff() {
        #expect(
            read("u1  Annama\nu2  Ber".utf8, TableCase.people()).records.map(\.problem) == [nil, "fixed.record.short"])
    }

    @Test("A line that is longer than the declared width is refused")
    func long() {
        let outcome = read("u1  Anna  \nu2  Bernhard\n".utf8, TableCase.people(width: 10))
        #expect(outcome.records.map(\.problem) == [nil, "fixed.record.long"])
        #expect(
            read("u1Anna1RoadUlm1LaneUlmXX\n".utf8, TableCase.patron).records.map(\.problem) == ["fixed.record.long"])
    }

    @Test("Without line ends the width cuts, and a line end inside is a finding")
    func width() {
        let layout = TableCase.people(width: 10, hasLineEnds: false)
        #expect(cells("u1  Björn u2  Zoë   ", layout) == [["u1", "Björn"], ["u2", "Zoë"]])
        let outcome = read("u1  Anna  u2  Bo\n   u3  C".utf8, layout)
        #expect(outcome.records.map(\.problem) == [nil, "fixed.lineend", "fixed.record.short"])
        #expect(outcome.findings.first?.position.byte == 16)
    }

    @Test("Wrong bytes and zero bytes are findings with their place")
    func damage() {
        let outcome = read(Array("u1  A".utf8) + [0xFF] + Array("na  \nu2  B\u{0}    \n".utf8), TableCase.people())
        #expect(outcome.records.map(\.problem) == ["fixed.encoding", "fixed.nul"])
        #expect(outcome.findings.map(\.position.byte) == [5, 16])
    }

    @Test("What is no such text is refused as a whole")
    func foreign() {
        #expect(read("".utf8, TableCase.people()).fault?.code == .fixedEmpty)
        #expect(read("\n\r\n".utf8, TableCase.people()).fault?.code == .fixedEmpty)
        #expect(read("PK\u{3}\u{4}xxxxxxx".utf8, TableCase.people()).fault?.code == .fixedNotText)
        #expect(read(wide("u1  Anna  \n"), TableCase.people()).fault?.code == .csvEncodingWide)
        #expect(read("u1".utf8, TableCase.people(), needs: ["nme"]).fault?.code == .csvColumnMissing)
    }
}
