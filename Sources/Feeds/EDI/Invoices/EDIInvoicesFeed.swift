import Exchange
import Formats

/// Vendors' invoices: INVOIC in, checked to the cent, INVOIC out. A record is a message.
package struct EDIInvoicesFeed: Feed {
    package static let name = "edi-invoices"
    package static let summary = "vendors' invoices (EDIFACT INVOIC): checked to the cent, the good ones delivered"
    package static let settings = EDIInvoiceSettings.all + EDICarrySettings.all
    package static let source = Owner.vendor
    package static let hasRecords = false
    package static let registers: Set<RegisterEntry.Kind> = [.vendorInvoice]

    private let own: EDIInvoiceSettings
    private let carry: EDICarrySettings

    package init(_ settings: Settings) throws(Complaints) {
        var complaints = Complaints([])
        own = EDIInvoiceSettings(settings, &complaints)
        carry = EDICarrySettings(settings, &complaints)
        if !complaints.isEmpty { throw complaints }
    }

    package var placeholders: Set<Placeholder> { Placeholder.ofDeliveries.union(Placeholder.ofCopies) }

    package func explain() -> [String] { own.explanation + carry.explanation }

    package func inspect(_ file: any StagedFile, report: Report) throws(Fault) { try carry.inspect(file, report) }

    package func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        let judge = EDIInvoiceJudge(own, notebook, facts)
        let conversion = try EDIConversion(carry, judge, facts, outbox, report).convert(arrivals)
        for model in EDITotalModel.allCases {
            guard let count = judge.models[model] else { continue }
            report.remark("\(counted(count, "invoice")): the total is \(model.words).")
        }
        try write(judge.replies, outbox)
        return conversion
    }

    /// Drafts for the vendors, in one text.
    private func write(_ replies: [EDIReply], _ outbox: any Outbox) throws(Fault) {
        if replies.isEmpty { return }
        let sink = try outbox.open(.cover, suffix: "reply.txt")
        let text = replies.map { $0.lines.joined(separator: "\n") }.joined(separator: "\n----\n\n")
        try sink.write(Array(text.utf8))
        try outbox.finish(sink)
    }

    package func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try EDIOutputCheck(EDIInvoiceJudge(own), how).check(outputs, tally)
    }

    package static func recognise(_ file: any StagedFile) throws(Fault) -> String? {
        guard let types = try EDIFile.types(file) else { return try EDIFile.relative(file) }
        if types.contains("ORDRSP") { return nil }
        let named = types.subtracting([""]).sorted().joined(separator: ", ")
        return named.isEmpty ? "an EDIFACT file" : "an EDIFACT file of \(named)"
    }

    package static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] {
        try EDIExamination.examine(file, report)
        return [
            "vendors' own ways, order lines, vendors and funds: these need a profile", "whether it was sent before",
        ]
    }

    package func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {
        try carry.inspect(file, report)
        try EDIPassing(carry, EDIInvoiceJudge(own), nil).judge(file, report)
    }

    /// What the short way says of a message, and nil where it takes the long one (`opinion`): so that one can be held against
    /// the other.
    package func glance(_ message: EDIMessage) -> (model: EDITotalModel, money: Money)? {
        EDIShortcut(own).read(message).map { ($0.model, $0.money) }
    }

    /// Every message of a file as this profile sees it.
    package func opinion(_ message: EDIMessage) -> EDIInvoiceOpinion { EDIInvoiceJudge(own).opinion(message) }

    /// The same without a profile.
    package static func opinion(_ message: EDIMessage) -> EDIInvoiceOpinion {
        EDIInvoiceJudge(EDIInvoiceSettings()).opinion(message)
    }
}
