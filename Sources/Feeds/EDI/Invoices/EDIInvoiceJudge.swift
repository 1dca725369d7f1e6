import Exchange
import Formats

/// Judges INVOIC messages one after the other: each by itself, and against what the register has.
final class EDIInvoiceJudge: EDIJudge {
    let types: Set<String> = ["INVOIC"]
    let carriesMoney = true
    private let settings: EDIInvoiceSettings
    /// nil where nothing is looked up and nothing entered: for an opinion only.
    private let notebook: (any Notebook)?
    private let facts: RunFacts?
    private(set) var models: [EDITotalModel: Int] = [:]
    /// What the vendor could be written, of the invoices that are kept back.
    private(set) var replies: [EDIReply] = []

    init(_ settings: EDIInvoiceSettings, _ notebook: (any Notebook)? = nil, _ facts: RunFacts? = nil) {
        (self.settings, self.notebook, self.facts) = (settings, notebook, facts)
    }

    func judge(_ message: EDIMessage, _ report: Report) throws(Fault) -> EDIVerdict {
        let opinion = opinion(message)
        for finding in opinion.findings { report.add(finding) }
        guard opinion.isWanted(facts?.selection) else { return EDIVerdict(fate: .leaveOut, money: opinion.money) }
        if opinion.hasError {
            keepReply(opinion)
            return EDIVerdict(fate: .reject, money: opinion.money)
        }
        if let model = opinion.check.totals?.model { models[model, default: 0] += 1 }
        return EDIVerdict(fate: try register(opinion, message, report), money: opinion.money)
    }

    func opinion(_ message: EDIMessage) -> EDIInvoiceOpinion {
        let (invoice, unread) = EDIInvoiceReading.read(message)
        let codes = [invoice.vendor?.code.value ?? "", message.interchange?.sender ?? ""]
        let dialect = settings.dialects.dialect(codes)
        let check = EDIInvoiceCheck(
            invoice, message.position, dialect: dialect, lists: settings.lists, tolerance: settings.tolerance,
            usualCurrency: settings.currency)
        var findings = unread + check.findings
        if let dialect, let wanted = dialect.separator?.utf8.first, message.separators.element != wanted {
            findings.append(
                Finding(
                    .warning, .ediDialect, message.position,
                    "\(dialect.title) separates elements with '\(Character(Unicode.Scalar(wanted)))', and this file with "
                        + "'\(Character(Unicode.Scalar(message.separators.element)))'.", subject: invoice.number?.value)
            )
        }
        return EDIInvoiceOpinion(message, check, dialect, findings)
    }

    func money(_ message: EDIMessage) -> Money? { opinion(message).money }

    /// Held where the register has the same invoice; entered otherwise.
    private func register(
        _ opinion: EDIInvoiceOpinion, _ message: EDIMessage, _ report: Report
    ) throws(Fault) -> EDIFate {
        guard let notebook, let facts, let money = opinion.money, let number = opinion.number else { return .deliver }
        let key = opinion.key
        for entry in try notebook.registered(.vendorInvoice, opinion.plainNumber) where entry.party == opinion.party {
            let when = "run \(entry.run) of \(entry.day)"
            if entry.key == key, !facts.isAgain {
                opinion.say(
                    .error, .ediInvoiceDuplicate, report,
                    "Invoice \(number.prefix(35)) of \(opinion.party.prefix(35)) over \(money) was delivered before (\(when)); "
                        + "it is held.")
                return .hold
            }
            if entry.key != key {
                let before = entry.money.map { " over \($0)" } ?? ""
                opinion.say(
                    .warning, .ediInvoiceNumberAgain, report,
                    "Invoice \(number.prefix(35)) of \(opinion.party.prefix(35)) was delivered before\(before) (\(when)); "
                        + "this one is over \(money).")
            }
        }
        try notebook.register(
            RegisterEntry(
                .vendorInvoice, key, alias: opinion.plainNumber, .sent, money: money, reference: number,
                party: opinion.party,
                day: facts.now.date))
        return .deliver
    }

    private func keepReply(_ opinion: EDIInvoiceOpinion) {
        if replies.count < 100 { replies.append(EDIReply(opinion, settings.lists)) }
    }
}
