import ConformanceKit
import Exchange
import Feeds
import Testing

/// A profile of `erp-payments`, the files given to it, and all that came of it.
struct Answered {
    let report = Report()
    let outbox = MemoryOutbox()
    let notebook: AnsweringNotebook
    let conversion: Conversion
    let feed: ERPPaymentsFeed

    static let profile: Node = [
        "fields": [
            "invoice_id": "ID", "status": "STATUS", "voucher_number": "VOUCHER",
            "voucher_date": ["column": "DAY", "date": "YYYYMMDD"], "amount": "AMOUNT", "currency": "CUR",
            "reason": "WHY",
        ],
        "statuses": ["P": "paid", "X": "rejected", "N": "open"],
    ]
    static let header = "ID,STATUS,VOUCHER,DAY,AMOUNT,CUR,WHY\n"

    init(
        _ files: [String], _ entries: [RegisterEntry] = [], _ profile: Node = Answered.profile, again: Bool = false
    ) throws {
        feed = try ERPPaymentsFeed(Settings(profile.numbered(), declared: ERPPaymentsFeed.settings))
        notebook = AnsweringNotebook(entries)
        let base = Converted.facts
        let facts = RunFacts(
            profile: base.profile, run: base.run, now: base.now, sequence: base.sequence, isAgain: again)
        conversion = try feed.convert(
            files.enumerated().map { GivenFile("answers_\($0 + 1).csv", $1) }, facts: facts, into: outbox,
            notebook: notebook, outside: nil, report: report)
        #expect(report.tally.balances)
        let unfinished = outbox.outputs.filter { !$0.isFinished }
        #expect(unfinished.isEmpty)
    }

    /// Rows under the usual header; every invoice named in `sent` has been sent.
    init(rows: String..., sent: [String] = ["1", "2", "3"], again: Bool = false) throws {
        try self.init(
            [Answered.header + rows.map { $0 + "\n" }.joined()], sent.map { AnsweringNotebook.sent($0) }, again: again)
    }

    static func complaints(_ profile: Node) -> [String] {
        do throws(Complaints) {
            _ = try ERPPaymentsFeed(Settings(profile.numbered(), declared: ERPPaymentsFeed.settings))
            return []
        } catch { return error.all.map { "\($0.key): \($0.message)" } }
    }

    /// Findings as `severity code line column`.
    var findings: [String] {
        report.findings.map { "\($0.severity) \($0.rule) \($0.position.line) \($0.position.path ?? "-")" }
    }

    /// read, accepted, rejected, filtered, merged.
    var counts: [Int] {
        let tally = report.tally
        return [tally.read, tally.accepted, tally.rejected, tally.filtered, tally.merged]
    }

    var output: String {
        outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n--\n")
    }
    var rejects: [String] { outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) } }

    /// Read back by the feed.
    func verify(_ how: Verification = .full, _ change: (inout [UInt8]) -> Void = { _ in }) throws {
        let made = outbox.bytes(.delivery).map { bytes in
            var bytes = bytes
            change(&bytes)
            return GivenFile("confirmation.xml", bytes)
        }
        try feed.verify(made, tally: report.tally, how)
    }
}
