import ConformanceKit
import Exchange
import Formats
import Testing

/// Messages held against D.96A.
@Suite struct EDIStructureTests {
    static let sound = EDISample.invoice

    /// The findings after `old` has become `new`, the count of UNT with it.
    private func codes(_ old: String, _ new: String, _ count: Int) -> [String] {
        let text = Self.sound.replacing(old, with: new).replacing("UNT+30", with: "UNT+\(count)")
        return edi(text).findings.map { "\($0.severity) \($0.rule) \($0.position.path ?? "")" }
    }

    @Test func `a mandatory segment that is missing is an error`() {
        #expect(codes("BGM+380+INV-1001+43'\n", "", 29) == ["error edi.segment.missing BGM"])
        #expect(codes("DTM+137:20260114:102'\n", "", 29) == ["error edi.segment.missing DTM"])
        #expect(codes("UNS+S'\n", "", 29) == ["error edi.segment.missing UNS"])
        #expect(codes("MOA+79:37.50'\nMOA+9:37.50'\n", "", 28) == ["error edi.segment.missing MOA"])
    }

    @Test func `another order is a warning, and nothing is missing for it`() {
        #expect(
            codes("CUX+2:EUR:4'\n", "CUX+2:EUR:4'\nDTM+131:20260114:102'\nRFF+ON:1'\n", 32) == [
                "warning edi.segment.order RFF"
            ])
        let late = Self.sound.replacing("DTM+137:20260114:102'\n", with: "")
            .replacing("CUX+2:EUR:4'\n", with: "RFF+ON:1'\nCUX+2:EUR:4'\nDTM+137:20260114:102'\n").replacing(
                "UNT+30", with: "UNT+31")
        #expect(edi(late).findings.allSatisfy { $0.rule == .ediSegmentOrder })
        #expect(
            codes("QTY+47:2'\nMOA+203:20.00'\n", "MOA+203:20.00'\nQTY+47:2'\n", 30) == ["warning edi.segment.order QTY"]
        )
    }

    @Test func `a segment of another message, and one too many, are warnings`() {
        #expect(codes("QTY+47:2'\n", "QTY+47:2'\nCPS+1'\n", 31) == ["warning edi.segment.foreign CPS"])
        let many = String(repeating: "QTY+47:2'\n", count: 7)
        #expect(
            codes("QTY+47:2'\n", many, 36) == ["warning edi.segment.repeated QTY", "warning edi.segment.repeated QTY"])
    }

    @Test func `values have the form the directory gives them`() {
        #expect(codes("QTY+47:2'", "QTY+47:2A'", 30) == ["error edi.element.number QTY/6060"])
        #expect(codes("MOA+203:20.00'", "MOA+203:1,020.00'", 30) == ["error edi.element.number MOA/5004"])
        #expect(codes("MOA+203:20.00'", "MOA+203:.50'", 30) == ["error edi.element.number MOA/5004"])
        #expect(codes("MOA+203:20.00'", "MOA+203:-20.00'", 30) == [])
        #expect(codes("MOA+203:20.00'", "MOA+:20.00'", 30) == ["warning edi.element.missing MOA/5025"])
        #expect(codes("QTY+47:2'", "QTY'", 30) == ["warning edi.element.missing QTY/C186"])
        #expect(codes("BGM+380+", "BGM+3800+", 30) == ["warning edi.element.long BGM/1001"])
        #expect(codes("UNS+S'", "UNS+S+X'", 30) == ["warning edi.element.extra UNS"])
        #expect(codes("Street", String(repeating: "\u{E9}", count: 35), 30) == ["warning edi.charset.other "])
    }

    @Test func `without UNA a number may have a comma`() {
        let bare = Self.sound.replacing("UNA:+.? '\n", with: "")
        #expect(edi(bare.replacing("MOA+203:20.00", with: "MOA+203:20,00")).codes == [])
        let comma = Self.sound.replacing("UNA:+.? '", with: "UNA:+,? '").replacing(".", with: ",")
        #expect(edi(comma).codes == [])
    }

    @Test func `a segment knows its group, and its values`() throws {
        try readEDI(Array(Self.sound.utf8)) { event throws(Fault) in
            guard case .message(let message) = event else { return }
            #expect(message.type?.description == "INVOIC D.96A" && message.reference == "1")
            let amounts = message.filter { $0.tag == "MOA" }
            #expect(amounts.map(\.group) == [19, 26, 33, 26, 48, 48])
            #expect(
                amounts.map { try? $0.decimal(1, 2)?.get().description } == ["5", "20", "0", "12.5", "37.5", "37.5"])
            let title = message.first { $0.tag == "IMD" }
            #expect(title?[3, 4] == "Owls + oaks: what's in a name?")
            #expect(title?[3, 9] == "" && title?[9] == "" && title?.components(3) == 4 && title?.count == 3)
            #expect(amounts[1].has("203") && !amounts[1].has("20") && amounts[1].has("20.00", 1, 2))
            #expect(amounts[0].position(1, 2).line == 10 && amounts[0].number == 8)
        }
    }

    @Test func `a message that was kept stays as it was`() throws {
        var kept: [EDIMessage] = []
        try readEDI(Array(EDISample.several.utf8)) { event throws(Fault) in
            if case .message(let message) = event { kept.append(message) }
        }
        #expect(kept.map(\.reference) == ["1", "7", "1"])
        #expect(kept.map(\.number) == [1, 2, 3] && kept.map(\.place) == [1, 2, 1])
        #expect(kept.map { $0.interchange?.reference } == ["IC0001", "IC0001", "IC0002"])
    }
}
