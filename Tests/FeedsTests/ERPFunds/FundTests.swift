import ConformanceKit
import Exchange
import Feeds
import Testing

/// A file of the ERP's, and what came of it.
private struct FundTrial {
    let report = Report()
    let outbox = MemoryOutbox()
    let notebook: RegisterNotebook
    let feed: ERPFundsFeed

    static let fields: Node = [
        "fund": "ACCOUNT", "period": "YEAR", "amount": "AMOUNT", "reference": "REF", "note": "NOTE",
    ]

    init(
        _ rows: [String], _ profile: Node = [:], entries: [RegisterEntry] = [], again: Bool = false,
        begin: String = "", end: String = "\n"
    ) throws {
        feed = try ERPFundsFeed.reading(profile)
        notebook = RegisterNotebook(entries)
        let base = Converted.facts
        let facts = RunFacts(
            profile: base.profile, run: base.run, now: base.now, sequence: base.sequence, isAgain: again)
        let text = begin + (["ACCOUNT,CENTRE,YEAR,AMOUNT,REF,NOTE"] + rows).map { $0 + end }.joined()
        _ = try feed.convert(
            [GivenFile("funds.csv", text)], facts: facts, into: outbox, notebook: notebook, outside: nil, report: report
        )
        let balances = report.tally.balances
        #expect(balances)
        try feed.verify(outbox.bytes(.delivery).map { GivenFile("out.csv", $0) }, tally: report.tally, .full)
    }

    var findings: [String] { report.findings.map { "\($0.severity) \($0.rule) \($0.position.path ?? "-")" } }
    var counts: [Int] { [report.tally.read, report.tally.accepted, report.tally.rejected, report.tally.filtered] }
    var delivered: [String] { outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) } }
    var rejects: [String] { outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) } }
}

extension ERPFundsFeed {
    fileprivate static func reading(_ profile: Node) throws(Complaints) -> ERPFundsFeed {
        var pairs = profile.pairs ?? []
        if profile["fields"] == nil { pairs += (["fields": FundTrial.fields] as Node).pairs ?? [] }
        if profile["currency"] == nil { pairs += (["currency": "USD"] as Node).pairs ?? [] }
        return try ERPFundsFeed(Settings(Node.map(pairs, profile.mark).numbered(), declared: settings))
    }

    fileprivate static func complaints(_ profile: Node) -> [String] {
        do throws(Complaints) { _ = try reading(profile) } catch { return error.all.map(\.message) }
        return []
    }
}

@Suite struct `Fund allocations` {
    private let row = "41700|A0001,9,27,-46.5,V0000417,\"Synthetic \"\"note\"\"\""
    private let header = "FUND_EXTERNAL_ID,FISCAL_PERIOD_ID,AMOUNT,TRANSACTION_REFERENCE_NUMBER,TRANSACTION_NOTE\n"

    private func entry(proposed: Bool = false) throws -> RegisterEntry {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 1))
        return RegisterEntry(
            .fund, "V0000417|Synthetic \"note\"", .sent, day: day, run: "26-0003", profile: "erp-funds",
            isProposed: proposed)
    }

    @Test func `a report with byte order mark and CRLF is the same`() throws {
        let plain = try FundTrial(["41700|A1,X,27,-46.5,V1,A note"])
        let marked = try FundTrial(["41700|A1,X,27,-46.5,V1,A note"], begin: "\u{FEFF}", end: "\r\n")
        #expect(marked.counts == [1, 1, 0, 0] && marked.delivered == plain.delivered)
    }

    @Test func `are written as Alma's loader reads them, without other columns`() throws {
        let trial = try FundTrial([row])
        #expect(trial.delivered == [header + "\"41700|A0001\",\"27\",-46.50,\"V0000417\",\"Synthetic \"\"note\"\"\"\n"])
        #expect(trial.report.tally.controls.map { "\($0.name) \($0.total)" } == ["records 1", "AMOUNT -46.5"])
        #expect(trial.report.remarks == ["Fund 41700|A0001: USD -46.50."])
        #expect(trial.notebook.own.map(\.key) == ["V0000417|Synthetic \"note\""])
    }

    @Test func `are turned where the ERP writes expenditures as positive numbers`() throws {
        let trial = try FundTrial(["A,9,27,12,R,", "A,9,27,-2,S,"], ["flip": "yes"])
        #expect(trial.delivered == [header + "\"A\",\"27\",-12.00,\"R\",\"\"\n\"A\",\"27\",2.00,\"S\",\"\"\n"])
        #expect(trial.report.remarks == ["Fund A: USD -10.00."])
    }

    @Test func `are sent once, whatever file they stand in`() throws {
        let known = try FundTrial([row], entries: [entry()])
        #expect(known.findings == ["error fund.sent key"])
        #expect(known.counts == [1, 0, 1, 0])
        #expect(known.rejects == ["ACCOUNT,CENTRE,YEAR,AMOUNT,REF,NOTE\n" + row + "\n"])
        #expect(try FundTrial([row], entries: [entry(proposed: true)]).counts == [1, 0, 1, 0])
        #expect(try FundTrial([row, row]).counts == [2, 1, 1, 0])
        #expect(try FundTrial([row, row], entries: [entry()], again: true).counts == [2, 1, 1, 0])
    }

    @Test func `have the key that the profile says`() throws {
        let fields: Node = ["fund": "ACCOUNT", "period": "YEAR", "amount": "AMOUNT", "key": "CENTRE"]
        let trial = try FundTrial(["A,9,27,1,R,", "A,8,27,1,R,", "A,8,27,1,S,", "A,,27,1,S,"], ["fields": fields])
        #expect(trial.findings == ["error fund.sent key", "error fund.key key"])
        #expect(trial.counts == [4, 2, 2, 0])
    }

    @Test(arguments: ["1.234,50", "1,234.50", "", "x", "--1"]) func `have amounts that are numbers`(_ text: String)
        throws
    {
        let trial = try FundTrial(["A,9,27,\"\(text)\",R,"])
        #expect(trial.counts == [1, 0, 1, 0])
        #expect(trial.report.tally.money.unreadable == 1)
        #expect(trial.findings.count == 1)
    }

    @Test func `may have numbers as the ERP writes them`() throws {
        let amounts: Node = ["mark": ",", "grouping": ".", "trailing_minus": "yes", "brackets": "yes"]
        let trial = try FundTrial(
            ["A,9,27,\"1.234,50\",R,", "A,9,27,\"5,5-\",S,", "A,9,27,(7),T,"], ["amounts": amounts])
        #expect(trial.findings == [])
        #expect(trial.report.remarks == ["Fund A: USD 1,222.00."])
    }

    @Test func `name a period by its number, and a fund`() throws {
        let trial = try FundTrial(["A,9,FY-2027,1,R,", ",9,27,1,S,"])
        #expect(trial.findings == ["error fund.period period", "error field.required fund"])
    }

    @Test func `of zero change nothing`() throws {
        let trial = try FundTrial(["A,9,27,0.00,R,", "A,9,27,1,S,"])
        #expect(trial.counts == [2, 1, 0, 1])
        #expect(trial.report.remarks.contains("Left out, since they change nothing: 1 row with an amount of zero."))
    }

    @Test func `with a line break in a cell are refused`() throws {
        #expect(try FundTrial(["A,9,27,1,R,\"a\nb\""]).findings == ["error fund.text note"])
    }

    @Test func `read back otherwise are not sent`() throws {
        let trial = try FundTrial([row])
        for change in [("-46.50", "-46.51"), ("AMOUNT", "AMOUNTS"), (",\"27\"", ""), ("\n\"41700", "\n,\n\"41700")] {
            let text = trial.delivered[0].replacing(change.0, with: change.1)
            #expect(throws: Fault.self, "\(change)") {
                try trial.feed.verify([GivenFile("out.csv", text)], tally: trial.report.tally, .quick)
            }
        }
    }

    @Test func `need fields, a key and a currency`() {
        #expect(
            ERPFundsFeed.complaints(["fields": ["fund": "A", "period": "B", "amount": "C"]]).count == 1)
        #expect(ERPFundsFeed.complaints(["fields": ["fund": "A", "reference": "R"]]).count == 2)
        #expect(ERPFundsFeed.complaints(["currency": "dollars"]).count == 1)
        #expect(ERPFundsFeed.complaints(["amounts": ["mark": ",", "grouping": ","]]).count == 1)
        #expect(
            ERPFundsFeed.complaints(["fields": ["fund": "A", "period": "B", "amount": "C", "refrence": "R"]]).count >= 1
        )
    }
}
