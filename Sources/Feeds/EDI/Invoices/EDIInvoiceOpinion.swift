import Exchange
import Formats

/// All there is to say of one invoice.
package struct EDIInvoiceOpinion {
    let check: EDIInvoiceCheck
    package let findings: [Finding]
    let dialect: VendorDialect?
    /// The control reference of its interchange, and its own.
    package let interchange: String
    package let reference: String
    package let number: String?
    let place: Position

    init(_ message: EDIMessage, _ check: EDIInvoiceCheck, _ dialect: VendorDialect?, _ findings: [Finding]) {
        (self.check, self.dialect, self.findings) = (check, dialect, findings)
        interchange = message.interchange?.reference ?? ""
        reference = message.reference
        number = check.invoice.number?.value
        place = message.position
        sender = message.interchange?.sender ?? ""
    }

    private let sender: String
    package var invoice: EDIInvoice { check.invoice }
    package var totals: EDITotals? { check.totals }
    package var currency: Currency? { check.currency }
    package var money: Money? { check.money }
    package var hasError: Bool { findings.contains { $0.severity == .error } }
    /// Where the difference of the total may come from; nil where there is none.
    package var suspicion: EDISuspicion? {
        guard let totals, totals.model == nil else { return nil }
        return EDISuspicion.of(totals, invoice, digits: currency?.digits ?? 2)
    }
    /// What the dialect calls its vendor.
    package var dialectTitle: String? { dialect?.title }

    /// Whose invoice it is: the supplier's code, else the sender's.
    package var party: String {
        let code = invoice.vendor?.code.value ?? ""
        return code.isEmpty ? sender : code
    }

    /// What makes an invoice this one; nil where it has no number or no amount.
    var key: EDIInvoiceKey? {
        guard let number, let money else { return nil }
        return EDIInvoiceKey(party: party, number: number, money: money)
    }

    func isWanted(_ selection: Selection?) -> Bool { selection?.only.map { $0.contains(number ?? "") } ?? true }

    package func standing(_ line: EDIInvoiceLine) -> String? { check.lists.standing(line.item) }
}
