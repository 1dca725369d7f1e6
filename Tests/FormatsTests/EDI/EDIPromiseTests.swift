import ConformanceKit
import Exchange
import Formats
import Testing

/// What the reader promises of any file.
@Suite struct EDIPromiseTests {
    @Test(arguments: EDISample.all)
    func `sound interchanges are sound in both ways of reading`(_ text: String) {
        #expect(edi(text).codes == [])
        #expect(edi(text, .strict).codes == [])
        #expect(edi(text, .strict).fault == nil)
        #expect(edi(text).messages.allSatisfy { $0.isWhole && $0.worst == nil })
    }

    @Test(arguments: EDISample.all)
    func `events are the same whatever the chunks`(_ text: String) {
        let dirty = "\u{FEFF}\n some log\n" + text.wrapped(at: 70) + "   \0 rest of it"
        for input in [text, dirty, EDISample.message(text), "BGM+380+1'DTM+137:20260101:102'"] {
            #expect(ediSuite().chunking(Array(input.utf8)) == [])
        }
        #expect(ediSuite(.strict).chunking(Array(text.utf8), sizes: [1, 7]) == [])
    }

    @Test(arguments: EDISample.all)
    func `cut anywhere, no message looks whole that is not`(_ text: String) {
        let input = Array(text.utf8)
        #expect(EDITruncation.lies(input) == [])
        #expect(EDITruncation.lies(Array(text.wrapped(at: 80).utf8)) == [])
    }

    @Test(arguments: EDISample.all)
    func `every byte belongs to something`(_ text: String) throws {
        let junk = "\u{FEFF}\n log UNB \n" + text + "\n  \u{1A} the end"
        #expect(try EDIAccounts.gaps(Array(text.utf8)) == [])
        #expect(try EDIAccounts.gaps(Array(junk.utf8)) == [])
        #expect(try EDIAccounts.gaps(Array(text.wrapped(at: 33).utf8)) == [])
    }

    @Test(arguments: EDISample.all)
    func `damaged bytes stop nothing, and every byte still belongs to something`(_ text: String) throws {
        for seed in 0..<UInt64(300) {
            var numbers = SeededNumbers(seed: seed)
            let damaged = Mutation.of(Array(text.utf8), &numbers)
            let outcome = ediSuite().read(damaged, by: 13)
            if let fault = outcome.fault { #expect(fault.context["byte"] != nil, "\(seed)") }
            if outcome.fault == nil { #expect(try EDIAccounts.gaps(damaged) == [], "\(seed)") }
            if seed < 40 { #expect(ediSuite().chunking(damaged, sizes: [1, 5]) == [], "\(seed)") }
        }
    }

    @Test func `positions go up and lie inside the file`() {
        for text in EDISample.all.flatMap({ [$0, String($0.dropLast(30)), $0 + $0] }) {
            let outcome = edi(text)
            let bytes = outcome.positions.map(\.byte)
            #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0 < $1 }, "\(bytes)")
            #expect(bytes.allSatisfy { $0 < text.utf8.count })
        }
    }

    @Test func `an endless segment and an endless message are refused at their limits`() {
        let limits = EDILimits(segment: 1000, message: 5000)
        let endless = "UNB+UNOC:3+A+B+260101:0101+1'UNH+1+INVOIC:D:96A:UN'BGM+" + String(repeating: "x", count: 3000)
        #expect(ediSuite(.tolerant, limits).read(Array(endless.utf8), by: 64).fault?.code == .ediSegmentLong)
        let many = "UNB+UNOC:3+A+B+260101:0101+1'UNH+1+INVOIC:D:96A:UN'" + String(repeating: "LIN+1'", count: 3000)
        #expect(ediSuite(.tolerant, limits).read(Array(many.utf8), by: 64).fault?.code == .ediMessageLong)
    }
}
