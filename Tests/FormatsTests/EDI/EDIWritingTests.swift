import ConformanceKit
import Exchange
import Formats
import Testing

/// What is written, and written again.
@Suite struct EDIWritingTests {
    private func written(
        _ drafts: [EDIDraft], syntax: String = "UNOC", _ separators: EDISeparators = .written
    ) throws -> [UInt8] {
        let sink = MemorySink()
        var writer = EDIWriter(EDIAgain.header, syntax: syntax, separators: separators)
        try writer.begin(sink)
        for draft in drafts { try writer.write(draft, to: sink) }
        try writer.finish(sink)
        return sink.bytes
    }

    @Test(arguments: EDISample.all) func `what was read and written again reads as the same`(_ text: String) throws {
        #expect(try EDIAgain.differences(Array(text.utf8)) == [])
        #expect(try EDIAgain.differences(Array(text.wrapped(at: 70).utf8)) == [])
    }

    @Test func `an interchange is written as the standard has it`() throws {
        let draft = EDIDraft(
            EDIMessageType("CONTRL", version: "2", release: "2"), reference: "1",
            [EDIPlainSegment("UCI", [["IC'1"], ["A:B", ""], ["", ""], ["8"], [""]])])
        let text = String(decoding: try written([draft]), as: UTF8.self)
        #expect(
            text == """
                UNA:+.? '
                UNB+UNOC:3+9990001:31B+9990002:31B+260109:2306+AGAIN1'
                UNH+1+CONTRL:2:2:UN'
                UCI+IC?'1+A?:B++8'
                UNT+3+1'
                UNZ+1+AGAIN1'

                """)
        #expect(edi(text, .strict).codes == ["edi.type.unknown"])
    }

    @Test func `what cannot be written is a fault`() {
        let type = EDIMessageType("INVOIC")
        for value in ["\u{141}", "two\nlines"] {
            let draft = EDIDraft(type, reference: "1", [EDIPlainSegment("FTX", [[value]])])
            #expect(throws: Fault.self) { try written([draft]) }
        }
        let draft = EDIDraft(type, reference: "1", [EDIPlainSegment("FT", [["x"]])])
        #expect(throws: Fault.self) { try written([draft]) }
        let bare = EDISeparators(component: 0x3A, element: 0x2B, decimalMark: 0x2E, release: nil, terminator: 0x27)
        let plus = EDIDraft(type, reference: "1", [EDIPlainSegment("FTX", [["a+b"]])])
        #expect(throws: Fault.self) { try written([plus], bare) }
        #expect(throws: Never.self) { try written([plus]) }
    }

    @Test(arguments: ["UNOC", "UNOD", "UNOE", "UNOF", "UNOG", "UNOH", "UNOI", "UNOJ", "UNOK", "UNOY"])
    func `every character of a set comes back`(_ syntax: String) throws {
        let set = try #require(EDICharset.declared(by: syntax))
        let values = EDIWritingTests.letters(set)
        #expect(values.count > 40)
        let segments = values.map { EDIPlainSegment("FTX", [["AAA"], [""], [""], ["", "", "", "x\($0)y"]]) }
        var bytes = try written([EDIDraft(EDIMessageType("INVOIC"), reference: "1", segments)], syntax: syntax)
        if set != .utf8 { bytes += Array(" ".utf8) }
        var again: [EDIPlainSegment] = []
        try readEDI(bytes) { event throws(Fault) in
            if case .message(let message) = event { again = message.plain }
        }
        #expect(again.dropFirst().dropLast().elementsEqual(segments))
    }

    /// Each scalar above ASCII that the set has (of UTF-8, some).
    private static func letters(_ set: EDICharset) -> [Character] {
        let all = set == .utf8 ? [0xE9, 0x20AC, 0x4E2D, 0x1F600] + Array(0x400...0x450) : Array(0xA0...0x2200)
        let sink = all.compactMap { UnicodeScalar(UInt32($0)) }.filter { scalar in
            let header = EDIHeader(from: "\(scalar)", to: "B", prepared: EDIAgain.header.prepared, reference: "1")
            var writer = EDIWriter(header, syntax: EDICharset.identifiers[set] ?? "UNOA")
            return (try? writer.begin(MemorySink())) != nil
        }
        return sink.map { Character($0) }
    }

    @Test(arguments: EDISample.all + EDISample.all.map { $0.wrapped(at: 70) })
    func `an interchange that keeps everything is the same to the byte`(_ text: String) throws {
        #expect(try rewritten(text) { _ in true } == text)
        #expect(try rewritten("\u{FEFF}log\n" + text + "junk") { _ in true } == text)
        #expect(try rewritten(text) { _ in false } == "")
    }

    @Test func `messages that leave take nothing with them`() throws {
        let text = EDISample.several
        let first = try rewritten(text) { $0.number == 1 }
        #expect(first == EDISample.invoice)
        let rest = try rewritten(text) { $0.number != 1 }
        let outcome = edi(rest, .strict)
        #expect(outcome.codes == [])
        #expect(outcome.messages.map(\.raw) == Array(edi(text).messages.map(\.raw).dropFirst()))
    }

    @Test func `groups are counted anew, and empty ones left out`() throws {
        let message = EDISample.message(EDISample.response).replacing("UNE+1+G7'\n", with: "")
        let second = message.replacing("UNH+1+", with: "UNH+2+").replacing("UNT+17+1'", with: "UNT+17+2'")
        let group = "UNG+ORDRSP+9990001:31B+9990002:31B+260115:0930+G8+UN+D:96A'\n"
        let text = EDISample.response.replacing("UNE+1+G7'\n", with: second + "UNE+2+G7'\n")
            .replacing(
                "UNZ+1+",
                with: group + message.replacing("UNH+1+", with: "UNH+3+").replacing("UNT+17+1'", with: "UNT+17+3'")
                    + "UNE+1+G8'\nUNZ+2+")
        #expect(edi(text, .strict).codes == [])
        #expect(try rewritten(text) { _ in true } == text)
        #expect(try rewritten(text) { $0.reference == "1" } == EDISample.response)
        #expect(edi(try rewritten(text) { $0.reference != "1" }, .strict).codes == [])
    }

    @Test func `a cut interchange is closed behind the messages that are whole`() throws {
        let cut = String(EDISample.several.prefix(EDISample.invoice.count + 200))
        let saved = try rewritten(cut) { $0.isWhole }
        #expect(saved == EDISample.invoice)
    }

    private func rewritten(_ text: String, _ keeps: @escaping (EDIMessage) -> Bool) throws -> String {
        let sink = MemorySink()
        var rewriter = EDIRewriter(to: sink)
        try readEDI(Array(text.utf8)) { event throws(Fault) in
            var isKept = true
            if case .message(let message) = event { isKept = keeps(message) }
            try rewriter.take(event, keeping: isKept)
        }
        return String(decoding: sink.bytes, as: UTF8.self)
    }
}

extension EDICharset {
    /// What UNB calls the set.
    static let identifiers: [EDICharset: String] = [
        .latin1: "UNOC", .iso2: "UNOD", .iso5: "UNOE", .iso7: "UNOF", .iso3: "UNOG", .iso4: "UNOH", .iso6: "UNOI",
        .iso8: "UNOJ", .iso9: "UNOK", .utf8: "UNOY",
    ]
}
