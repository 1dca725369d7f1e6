import Exchange

/// A letter to a vendor about one invoice: what is wrong, where, and what is asked for. A draft; a person sends it.
package struct EDIReply: Sendable {
    package let lines: [String]

    package init(_ opinion: EDIInvoiceOpinion) { self.init(opinion, opinion.check.lists) }

    init(_ opinion: EDIInvoiceOpinion, _ lists: EDILists) {
        let number = opinion.number ?? "without a number"
        let mail = lists.vendors?[opinion.party]?.mail ?? ""
        let name = opinion.invoice.vendor?.words ?? opinion.party
        let errors = opinion.findings.filter { $0.severity == .error }
        let subject = errors.contains { $0.rule == .ediTotal } ? "total does not balance" : "cannot be loaded"
        var lines = [
            "To: \(mail.isEmpty ? name : mail)",
            "Subject: Invoice \(number) \(subject) (message \(opinion.reference), interchange \(opinion.interchange))",
            "",
            "We could not load your invoice \(number).", "",
        ]
        for finding in errors {
            lines.append(
                "- \(finding.message) (line \(finding.position.line) of the file, byte \(grouped(finding.position.byte)))"
            )
        }
        if let totals = opinion.totals, totals.model == nil {
            let words = EDIWords(opinion.currency)
            lines.append("")
            lines.append("By our reckoning MOA+\(totals.payable.qualifier) would be \(words.money(totals.expected)).")
        }
        lines += ["", "Please send it again as a new message, under a new control reference.", ""]
        self.lines = lines
    }
}
