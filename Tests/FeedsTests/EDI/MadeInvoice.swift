import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// Messages put together for tests: segments as they are written, with an envelope that counts them.
struct MadeInvoice {
    var number = "INV-1"
    var bgm = "BGM+380+INV-1+43"
    var date = "DTM+137:20260114:102"
    var currency = "CUX+2:USD:4"
    var header: [String] = []
    var lines: [[String]] = []
    var summary: [String] = []
    /// nil for what is true.
    var count: Int?

    init() {}

    /// One line at a price, with its order line.
    static func line(_ number: Int, _ amount: String, more: [String] = []) -> [String] {
        [
            "LIN+\(number)++9780000000019:EN", "QTY+47:1", "MOA+203:\(amount)", "PRI+AAB:\(amount)",
            "RFF+LI:POL-\(number)",
        ] + more
    }

    /// From BGM to the last segment before UNT.
    var body: [String] {
        [bgm, date, "NAD+BY+9990002::31B", "NAD+SU+9990001::31B", currency] + header + lines.flatMap(\.self)
            + ["UNS+S", "CNT+2:\(count ?? lines.count)"] + summary
    }

    static func message(_ body: [String], _ reference: String, type: String = "INVOIC") -> [String] {
        ["UNH+\(reference)+\(type):D:96A:UN:EAN008"] + body.filter { !$0.isEmpty } + [
            "UNT+\(body.filter { !$0.isEmpty }.count + 2)+\(reference)"
        ]
    }

    static func interchange(_ messages: [[String]], reference: String = "IC1", sender: String = "9990001") -> String {
        let segments =
            ["UNB+UNOC:3+\(sender):31B+9990002:31B+260115:0930+\(reference)++INVOIC"] + messages.flatMap(\.self)
            + ["UNZ+\(messages.count)+\(reference)"]
        return "UNA:+.? '\n" + segments.map { $0 + "'\n" }.joined()
    }

    static func file(_ invoices: [MadeInvoice], reference: String = "IC1") -> String {
        interchange(invoices.enumerated().map { message($1.body, "\($0 + 1)") }, reference: reference)
    }

    /// What a profile without anything known thinks of it.
    func opinion() throws -> EDIInvoiceOpinion {
        try #require(MadeInvoice.views(MadeInvoice.file([self])).first?.invoice)
    }

    static func views(_ text: String, _ feed: EDIInvoicesFeed? = nil) throws -> [EDIView] {
        var views: [EDIView] = []
        try EDIView.each(of: GivenFile("made.edi", text), feed) { view throws(Fault) in
            views.append(view)
            return .more
        }
        return views
    }
}

extension EDIInvoiceOpinion {
    var codes: [String] { findings.map { "\($0.severity) \($0.rule)" } }
}
