import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

@Suite struct `Answers about syntax` {
    private func good(_ number: String) -> MadeInvoice {
        var made = MadeInvoice()
        made.bgm = "BGM+380+\(number)+43"
        made.lines = [MadeInvoice.line(1, "20.00")]
        made.summary = ["MOA+9:20.00"]
        return made
    }

    private func draft(_ text: String, about number: String? = nil) throws -> EDISyntaxAnswer? {
        try EDISyntaxAnswer.draft(GivenFile("v.edi", text), prepared: Converted.facts.now) { view in
            number == nil || view.number == number || view.reference == number
        }
    }

    /// From UCI to the last segment before UNT.
    private func said(_ answer: EDISyntaxAnswer?) -> [String] {
        let lines = String(decoding: answer?.bytes ?? [], as: UTF8.self).split(separator: "\n").map { $0.dropLast() }
        return lines.dropFirst(3).dropLast(2).map(String.init)
    }

    @Test func `acknowledge what is sound, and are sound themselves`() throws {
        let answer = try #require(try draft(MadeInvoice.file([good("A"), good("B")])))
        #expect(said(answer) == ["UCI+IC1+9990001:31B+9990002:31B+7"] && answer.rejected == 0)
        let report = Report()
        let reader = EDIReader(.strict)
        _ = try reader.read(answer.bytes.span.bytes, report: report) { _, _ throws(Fault) in .more }
        try reader.finish(report: report) { _, _ throws(Fault) in .more }
        // CONTRL is in no directory of trade messages.
        #expect(report.findings.map(\.rule) == [.ediTypeUnknown])
        #expect(reader.counts.messages == 1)
    }

    @Test func `reject each message whose syntax is wrong, with segment and element`() throws {
        var number = good("B")
        number.lines[0][2] = "MOA+203:2O.00"
        number.lines[0][1] = "QTY+47:1 "
        var order = good("C")
        order.date = ""
        let text = MadeInvoice.file([good("A"), number, order])
        let answer = try #require(try draft(text))
        #expect(
            said(answer) == [
                "UCI+IC1+9990001:31B+9990002:31B+7", "UCM+2+INVOIC:D:96A:UN:EAN008+4", "UCS+8", "UCD+37+2:2", "UCS+9",
                "UCD+37+2:2", "UCM+3+INVOIC:D:96A:UN:EAN008+4", "UCS+2+13",
            ])
        #expect(answer.rejected == 2)
    }

    @Test func `say of wrong amounts that they are no syntax`() throws {
        var wrong = good("B")
        wrong.summary = ["MOA+9:28.00"]
        let answer = try #require(try draft(MadeInvoice.file([good("A"), wrong])))
        #expect(said(answer).count == 1 && answer.beyond == ["B"])
    }

    @Test func `reject a cut interchange as a whole, and are about the interchange that is meant`() throws {
        let (first, second) = (MadeInvoice.file([good("A")]), MadeInvoice.file([good("B")], reference: "IC2"))
        #expect(said(try draft(first + second, about: "B")) == ["UCI+IC2+9990001:31B+9990002:31B+7"])
        #expect(try draft(first, about: "Z") == nil)
        let cut = (first + second).replacing("UNZ+1+IC2'\n", with: "")
        #expect(said(try draft(cut, about: "B")) == ["UCI+IC2+9990001:31B+9990002:31B+4+13+UNZ"])
        #expect(said(try draft(cut, about: "A")) == ["UCI+IC1+9990001:31B+9990002:31B+7"])
    }
}
