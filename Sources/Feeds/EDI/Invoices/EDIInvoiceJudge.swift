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
    private let shortcut: EDIShortcut
    private(set) var models: [EDITotalModel: Int] = [:]
    /// What the vendor could be written, of the invoices that are kept back.
    private(set) var replies: [EDIReply] = []

    init(_ settings: EDIInvoiceSettings, _ notebook: (any Notebook)? = nil, _ facts: RunFacts? = nil) {
        (self.settings, self.notebook, self.facts) = (settings, notebook, facts)
        shortcut = EDIShortcut(settings)
    }

    func judge(_ message: EDIMessage, _ report: Report) throws(Fault) -> EDIVerdict {
        if facts?.selection?.only == nil, let plain = shortcut.read(message) {
            models[plain.model, default: 0] += 1
            guard notebook != nil else { return EDIVerdict(fate: .deliver, money: plain.money) }
            let heading = message[plain.heading]
            let key = EDIInvoiceKey(
                party: shortcut.party(message), number: heading[2], money: plain.money)
            return EDIVerdict(fate: try register(key, heading.position(2), report), money: plain.money)
        }
        let opinion = opinion(message)
        for finding in opinion.findings { report.add(finding) }
        guard opinion.isWanted(facts?.selection) else { return EDIVerdict(fate: .leaveOut, money: opinion.money) }
        if opinion.hasError {
            keepReply(opinion)
            return EDIVerdict(fate: .reject, money: opinion.money)
        }
        if let model = opinion.check.totals?.model { models[model, default: 0] += 1 }
        guard let key = opinion.key else { return EDIVerdict(fate: .deliver, money: opinion.money) }
        let place = opinion.invoice.number?.position ?? message.position
        return EDIVerdict(fate: try register(key, place, report), money: opinion.money)
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

    func money(_ message: EDIMessage) -> Money? { shortcut.read(message)?.money ?? opinion(message).money }

    /// Held where the register has the same invoice; entered otherwise.
    private func register(_ key: EDIInvoiceKey, _ place: Position, _ report: Report) throws(Fault) -> EDIFate {
        guard let notebook, let facts else { return .deliver }
        func say(_ severity: Severity, _ code: Code, _ message: String) {
            report.add(Finding(severity, code, place, message, subject: key.number))
        }
        for entry in try notebook.registered(.vendorInvoice, key.plainNumber) where entry.party == key.party {
            let when = "run \(entry.run) of \(entry.day)"
            if entry.key == key.text, !facts.isAgain {
                say(.error, .ediInvoiceDuplicate, "\(key.words) was delivered before (\(when)); it is held.")
                return .hold
            }
            if entry.key != key.text { say(.warning, .ediInvoiceNumberAgain, key.words(against: entry, when)) }
        }
        try notebook.register(
            RegisterEntry(
                .vendorInvoice, key.text, alias: key.plainNumber, .sent, money: key.money, reference: key.number,
                party: key.party, day: facts.now.date))
        return .deliver
    }

    private func keepReply(_ opinion: EDIInvoiceOpinion) {
        if replies.count < 100 { replies.append(EDIReply(opinion, settings.lists)) }
    }
}
