import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `Answers to orders` {
    private func body(_ lines: [String], count: Int) -> [String] {
        ["BGM+231+R-9+4", "DTM+137:20260111:102", "RFF+ON:PO-55", "NAD+BY+9990002::31B", "NAD+SU+9990001::31B"] + lines
            + ["UNS+S", "CNT+2:\(count)"]
    }

    private func views(_ lines: [String], count: Int) throws -> [EDIView] {
        try MadeInvoice.views(
            MadeInvoice.interchange([MadeInvoice.message(body(lines, count: count), "1", type: "ORDRSP")]))
    }

    @Test(arguments: [
        (["LIN+1+24", "FTX+LIN++NP:8B:28"], "not yet published"),
        (["LIN+1+5", "FTX+LIN+++400:12B:28"], "back-ordered"),
        (["LIN+1+2", "FTX+LIN+++OP:8B:28"], "cancelled; out of print"), (["LIN+1+5"], "accepted"),
        (["LIN+1+5", "FTX+LIN+++100:1B:28"], "accepted"), (["LIN+1"], "no status is said"),
        (["LIN+1+5", "FTX+LIN++ZZ:8B:28"], "accepted; status ZZ of list 8B"),
    ])
    func `say what becomes of a line in words`(_ lines: [String], _ words: String) throws {
        let view = try #require(try views(lines + ["QTY+21:2", "RFF+LI:POL-1"], count: 1).first)
        #expect(view.response?.lines.first?.words == words)
    }

    @Test func `with codes of no list say each once, and warn only where LIN is silent`() throws {
        func findings(_ action: String) throws -> [Finding] {
            let lines = (1...3).flatMap {
                ["LIN+\($0)+\(action)", "QTY+21:2", "FTX+LIN++01:8B:28", "RFF+LI:POL-\($0)"]
            }
            return try #require(try views(lines, count: 3).first).findings.filter { $0.rule == .ediStatusUnknown }
        }
        let known = try findings("5")
        #expect(known.map(\.severity) == [.note] && known[0].message.hasPrefix("3 lines have the status 01 of list 8B"))
        #expect(try findings("").map(\.severity) == [.warning])
    }

    @Test func `go on, with a list of every line`() throws {
        let feed = try EDIResponsesFeed(Settings(([:] as Node).numbered(), declared: EDIResponsesFeed.settings))
        let text = MadeInvoice.interchange([
            MadeInvoice.message(
                body(
                    [
                        "LIN+1+2", "QTY+21:2", "FTX+LIN+++223:12B:28", "RFF+LI:POL-1", "LIN+2+5", "QTY+21:1",
                        "DTM+44:20260301:102",
                        "FTX+LIN++NP:8B:28", "IMD+L+050+:::=Owls", "RFF+LI:POL-2",
                    ], count: 2), "1", type: "ORDRSP")
        ])
        let report = Report()
        let outbox = MemoryOutbox()
        _ = try feed.convert(
            [GivenFile("r.rsp", text)], facts: Converted.facts, into: outbox, notebook: EmptyNotebook(), outside: nil,
            report: report)
        #expect(report.tally.accepted == 1 && report.tally.balances)
        #expect(outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) } == [text])
        let list = String(decoding: outbox.bytes(.cover)[0], as: UTF8.self).split(separator: "\r\n").map(String.init)
        #expect(list.count == 3)
        #expect(list[1] == "R-9,PO-55,1,POL-1,,,2,,,cancelled: cannot be supplied")
        #expect(list[2] == "R-9,PO-55,2,POL-2,,'=Owls,1,,2026-03-01,not yet published")
        #expect(report.remarks.contains("1 order line will not come: cancelled or not accepted."))
        try feed.verify([GivenFile("o.edi", outbox.bytes(.delivery)[0])], tally: report.tally, .full)
    }
}
