import ConformanceKit
import Exchange
import Testing

@testable import Feeds

/// Some files of invoices, and what came of them.
struct InvoiceTrial {
    let report = Report()
    let outbox = MemoryOutbox()
    let notebook: RegisterNotebook
    let conversion: Conversion
    let feed: ERPInvoicesFeed

    init(
        _ files: [GivenFile], _ profile: Node = [:], entries: [RegisterEntry] = [], again: Bool = false,
        selection: Selection? = nil, reviewed: Bool = false
    ) throws {
        feed = try ERPInvoicesFeed.reading(profile)
        notebook = RegisterNotebook(entries)
        let base = Converted.facts
        let facts = RunFacts(
            profile: base.profile, run: base.run, now: base.now, sequence: base.sequence, selection: selection,
            isAgain: again, isReviewed: reviewed)
        for file in files { try feed.inspect(file, report: report) }
        conversion = try feed.convert(
            files, facts: facts, into: outbox, notebook: notebook, outside: nil, report: report)
        let balances = report.tally.balances
        #expect(balances, "\(report.tally)")
        #expect(outbox.outputs.allSatisfy { $0.isFinished })
        let made = outbox.bytes(.delivery).map { GivenFile("out.csv", $0) }
        try feed.verify(made, tally: report.tally, .full)
    }

    init(
        _ invoices: [InvoiceText], _ profile: Node = [:], entries: [RegisterEntry] = [], again: Bool = false,
        selection: Selection? = nil
    ) throws {
        try self.init(
            [GivenFile("invoices.xml", InvoiceText.file(invoices))], profile, entries: entries, again: again,
            selection: selection)
    }

    /// `severity code path`.
    var findings: [String] {
        report.findings.map { "\($0.severity) \($0.rule) \($0.position.path ?? "-")" }
    }

    var words: [String] { report.findings.map(\.message) }

    var delivered: [String] { outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) } }

    /// `read accepted rejected filtered`.
    var counts: [Int] {
        let tally = report.tally
        return [tally.read, tally.accepted, tally.rejected, tally.filtered]
    }

    var rejects: [String] { outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) } }

    func money(_ code: String) throws -> MoneyBooks.Account {
        let currency = try #require(Currency(code))
        return try #require(report.tally.money.accounts[currency])
    }
}

extension ERPInvoicesFeed {
    /// With a layout that says little, where the profile has none.
    static func reading(_ profile: Node) throws(Complaints) -> ERPInvoicesFeed {
        var pairs = profile.pairs ?? []
        if profile["write"] == nil { pairs += (["write": InvoiceTrial.layout] as Node).pairs ?? [] }
        return try ERPInvoicesFeed(Settings(Node.map(pairs, profile.mark).numbered(), declared: settings))
    }
}

extension InvoiceTrial {
    static let layout: Node = [
        "format": "delimited",
        "records": [
            [
                "for": "invoice",
                "fields": [
                    ["value": "invoice_id"], ["name": "TOTAL", "value": "invoice_amount"], ["value": "is_credit"],
                ],
            ],
            ["for": "line", "fields": [["value": "line_number"], ["name": "LINE", "value": "line_total"]]],
            ["for": "fund", "fields": [["value": "fund_code"], ["name": "FUND", "value": "fund_amount"]]],
        ],
    ]
}
