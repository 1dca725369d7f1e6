import ConformanceKit
import Exchange
import Formats
import Testing

/// What vendors do to the standard: accepted, and said once with its place.
@Suite struct EDIDeviationTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let code: Code
        var severity = Severity.warning
        /// The text at which the finding stands.
        let at: String
        let text: String
        /// How often: a reference that UNH has not is missing in UNT, too.
        var times = 1
        /// What follows from it.
        var also: [Code] = []
    }

    static let sound = EDISample.invoice

    static let cases: [Case] = [
        Case(
            testDescription: "a byte order mark", code: .ediMark, severity: .note, at: "\u{FEFF}",
            text: "\u{FEFF}" + sound),
        Case(testDescription: "blank lines before", code: .ediPadding, severity: .note, at: "\n", text: "\n\n" + sound),
        Case(testDescription: "a log before", code: .ediJunkBefore, at: "get invoice", text: "get invoice\n" + sound),
        Case(testDescription: "text behind", code: .ediJunkAfter, at: "bye", text: sound + "bye"),
        Case(
            testDescription: "40 blanks behind", code: .ediPadding, severity: .note, at: "    ",
            text: sound.trimmingLast + "    "),
        Case(
            testDescription: "a line cut in a tag", code: .ediWrap, at: "\nM+380",
            text: sound.replacing("BGM+380", with: "BG\nM+380")),
        Case(
            testDescription: "a line cut between a release character and what it releases", code: .ediWrap,
            at: "\n+ oaks",
            text: sound.replacing("?+ oaks", with: "?\n+ oaks")),
        Case(
            testDescription: "trailing separators", code: .ediTrailing, severity: .note, at: ":'",
            text: sound.replacing("PRI+AAB:10.00'", with: "PRI+AAB:10.00:'")),
        Case(
            testDescription: "a control character", code: .ediControl, at: "\u{1}",
            text: sound.replacing("Street", with: "Str\u{1}eet")),
        Case(
            testDescription: "an apostrophe that is not released", code: .ediTag, severity: .error, at: "s in a",
            text: sound.replacing("what?'s", with: "what's").replacing("UNT+30", with: "UNT+31")),
        Case(
            testDescription: "two terminators", code: .ediSegmentEmpty, at: "'\nBGM",
            text: sound.replacing("EAN008'\n", with: "EAN008''\n").replacing("UNT+30", with: "UNT+31")),
        Case(
            testDescription: "a wrong UNT count", code: .ediMessageCount, at: "31+1",
            text: sound.replacing("UNT+30", with: "UNT+31")),
        Case(
            testDescription: "another UNT reference", code: .ediMessageReference, at: "9'\nUNZ",
            text: sound.replacing("UNT+30+1", with: "UNT+30+9")),
        Case(
            testDescription: "a wrong UNZ count", code: .ediInterchangeCount, at: "2+IC",
            text: sound.replacing("UNZ+1", with: "UNZ+2")),
        Case(
            testDescription: "another UNZ reference", code: .ediInterchangeReference, at: "{fileId}",
            text: sound.replacing("UNZ+1+IC0001", with: "UNZ+1+{fileId}")),
        Case(
            testDescription: "no reference in UNH", code: .ediElementMissing, at: "+INVOIC:D",
            text: sound.replacing("UNH+1+", with: "UNH++").replacing("UNT+30+1", with: "UNT+30"), times: 2),
        Case(
            testDescription: "0 for D", code: .ediMessageVersion, at: "0:96A",
            text: sound.replacing("INVOIC:D:96A", with: "INVOIC:0:96A")),
        Case(
            testDescription: "a blank in the release", code: .ediMessageVersion, at: "D: 96A",
            text: sound.replacing("INVOIC:D:96A", with: "INVOIC:D: 96A"), also: [.ediElementLong]),
        Case(
            testDescription: "syntax version 0", code: .ediInterchangeVersion, severity: .note, at: "0+999",
            text: sound.replacing("UNOC:3", with: "UNOC:0")),
        Case(
            testDescription: "no syntax version", code: .ediElementMissing, at: "UNOC+",
            text: sound.replacing("UNOC:3", with: "UNOC")),
        Case(
            testDescription: "an interchange without UNZ", code: .ediInterchangeUnclosed, severity: .error, at: "",
            text: sound.replacing("UNZ+1+IC0001'\n", with: "")),
        Case(
            testDescription: "a message without UNT", code: .ediMessageUnclosed, severity: .error, at: "MOA+9:37.50",
            text: sound.replacing("UNT+30+1'\n", with: "")),
        Case(
            testDescription: "a segment behind UNT", code: .ediSegmentStray, severity: .error, at: "RFF+X",
            text: sound.replacing("UNZ+", with: "RFF+XX:1'\nUNZ+")),
        Case(
            testDescription: "a message of its own", code: .ediInterchangeNone, severity: .error, at: "UNH",
            text: EDISample.message(sound)),
        Case(
            testDescription: "no message", code: .ediInterchangeEmpty, at: "UNZ",
            text: sound.replacing(EDISample.message(sound), with: "").replacing("UNZ+1", with: "UNZ+0")),
        Case(
            testDescription: "letters under UNOA", code: .ediCharsetLevel, severity: .note, at: "reight",
            text: sound.replacing("UNOC", with: "UNOA")),
        Case(
            testDescription: "UTF-8 under UNOB", code: .ediCharsetBeyond, at: "\u{DF}",
            text: sound.replacing("UNOC", with: "UNOB").replacing("Street", with: "Stra\u{DF}e")),
        Case(
            testDescription: "UTF-8 under UNOC", code: .ediCharsetOther, at: "\u{DF}",
            text: sound.replacing("Street", with: "Stra\u{DF}e")),
        Case(
            testDescription: "a character set of an airline", code: .ediCharsetUnknown, severity: .note, at: "IATB",
            text: sound.replacing("UNOC", with: "IATB")),
        Case(
            testDescription: "an unknown kind of message", code: .ediTypeUnknown, severity: .note, at: "OSTENQ",
            text: sound.replacing("INVOIC:D", with: "OSTENQ:D")),
    ]

    @Test(arguments: cases) func `a deviation is accepted and said once`(_ deviation: Case) throws {
        let outcome = edi(deviation.text)
        #expect(outcome.fault == nil)
        let said = outcome.findings.filter { $0.rule == deviation.code }
        #expect(said.count == deviation.times, "\(outcome.findings.map { "\($0.rule) \($0.message)" })")
        let others = outcome.findings.filter { $0.rule != deviation.code && !deviation.also.contains($0.rule) }
        #expect(others == [])
        #expect(said.first?.severity == deviation.severity)
        let place = deviation.text.utf8Offset(of: deviation.at)
        #expect(
            deviation.at.isEmpty || said.first?.position.byte == place,
            "\(said.first?.position.byte ?? -1), not \(place)")
        let line = deviation.text.utf8.prefix(said.first?.position.byte ?? 0).count { $0 == 0x0A } + 1
        #expect(said.first?.position.line == line)
        #expect(
            deviation.severity != .error || outcome.messages.isEmpty || !outcome.isDeliverable || deviation.isOutside)
    }

    @Test(arguments: cases) func `strict reading calls every deviation an error, but for unknown kinds`(
        _ deviation: Case
    ) {
        let said = edi(deviation.text, .strict).findings.filter { $0.rule == deviation.code }
        #expect(said.first?.severity == (deviation.code == .ediTypeUnknown ? .note : .error))
    }

    @Test func `wraps and blanks change no value`() {
        let sound = edi(Self.sound).messages.map(\.plain)
        for width in [13, 70, 80] {
            #expect(edi(Self.sound.wrapped(at: width)).messages.map(\.plain) == sound)
        }
        #expect(
            edi("\u{FEFF}\r\n \0" + Self.sound.replacing("\n", with: "\r\n") + "\u{1A}").messages.map(\.plain) == sound)
    }

    @Test func `separators come from UNA, or from the bytes behind UNB`() {
        let sound = edi(Self.sound).messages.map(\.plain)
        let bare = Self.sound.replacing("UNA:+.? '\n", with: "")
        #expect(edi(bare).messages.map(\.plain) == sound)
        #expect(edi(bare.replacing("UNOC", with: "UNOB")).messages.map(\.plain) == sound)
        let hein = bare.replacing("?+ oaks", with: "\u{2} oaks").replacing("+", with: "<").replacing("\u{2}", with: "+")
        #expect(edi(hein).messages.map(\.plain) == sound)
        let levelB = bare.replacing("\n", with: "").replacing("?+", with: "\u{2}").replacing("??", with: "\u{3}")
            .replacing("?'", with: "\u{4}").replacing("?:", with: "\u{5}").replacing("+", with: "\u{1D}")
            .replacing(":", with: "\u{1F}").replacing("'", with: "\u{1C}").replacing("\u{2}", with: "+")
            .replacing("\u{3}", with: "?").replacing("\u{4}", with: "'").replacing("\u{5}", with: ":")
        #expect(edi(levelB).messages.map(\.plain) == sound)
        let lines = Self.sound.replacing("UNA:+.? '\n", with: "UNA:+.? \n").replacing("'\n", with: "\r\n")
            .replacing("?'", with: "'")
        #expect(edi(lines).messages.map(\.plain) == sound)
        #expect(edi(lines).codes == [])
    }

    @Test func `asterisks repeat in version 4, and not in a message of D.96A`() {
        let four = Self.sound.replacing("UNA:+.? '", with: "UNA:+.?*'").replacing("UNOC:3", with: "UNOC:4")
            .replacing("Street", with: "A* search")
        let title = edi(four).messages[0].plain.first { $0.elements.last?.last == "A* search" }
        #expect(title != nil)
        let later = edi(four.replacing("D:96A", with: "D:01B")).messages[0].plain
        #expect(later.contains { $0.elements.last?.suffix(2) == ["A", " search"] })
    }

    @Test func `a second interchange in the middle of the first ends it`() {
        let cut = Self.sound.prefix(while: { $0 != "Q" }) + Self.sound
        let outcome = edi(String(cut))
        #expect(
            outcome.records.map(\.kind) == [
                "interchange", "message", "interchange end", "interchange", "message", "interchange end",
            ])
        #expect(outcome.messages.map(\.isWhole) == [false, true])
        #expect(Set(outcome.codes) == ["edi.message.unclosed", "edi.interchange.unclosed", "edi.interchange.repeated"])
    }

    @Test func `what is no EDIFACT is refused with a word on what it looks like`() {
        #expect(edi("").fault?.code == .ediEmpty)
        #expect(edi(" \n\n ").fault?.code == .ediEmpty)
        #expect(edi("ISA*00*          *00*          *ZZ*").fault?.message.contains("X12") == true)
        #expect(edi("STX=ANA:1+5000'MHD=1+ORDHDR:9'").fault?.message.contains("TRADACOMS") == true)
        #expect(edi("<html>404 UNBELIEVABLE</html>").fault?.code == .ediForeign)
        #expect(edi(String(repeating: "lorem ipsum ", count: 10_000) + Self.sound).fault?.code == .ediForeign)
    }
}

extension EDIDeviationTests.Case {
    /// The error is about the envelope; the message before it is whole.
    var isOutside: Bool { [Code.ediInterchangeUnclosed, .ediSegmentStray].contains(code) }
}

extension ReaderOutcome<SeenEvent> {
    var isDeliverable: Bool { messages.contains { $0.isWhole && $0.worst != .error } }
}

extension String {
    /// Without line breaks at its end.
    var trimmingLast: String { String(reversed().drop { $0 == "\n" }.reversed()) }

    /// Where `part` first stands, in bytes.
    func utf8Offset(of part: String) -> Int {
        firstRange(of: part).map { utf8.distance(from: startIndex, to: $0.lowerBound) } ?? -1
    }
}
