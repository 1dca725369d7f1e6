import Engine
import Exchange
import Feeds
import Formats

/// A message as programs read it.
struct EDIDocument: Encodable {
    let file: String
    let message: Int
    let reference: String
    let type: String
    let interchange: String
    let sender: String
    /// `accept` or `reject`.
    let verdict: String
    let findings: [FindingLine]
    /// How the total comes about; nil where no model holds.
    let model: String?
    let payable: String?
    let expected: String?
    let difference: String?
    let currency: String?
    let invoice: EDIInvoice?
    let response: EDIResponse?
    /// Of a response, each line's status in words.
    let statuses: [String]?

    init(_ view: EDIView, _ name: String) {
        file = name
        message = view.message.number
        reference = view.reference
        type = view.message.type.map { "\($0)" } ?? ""
        interchange = view.message.interchange?.reference ?? ""
        sender = view.message.interchange?.sender ?? ""
        verdict = view.isRejected ? "reject" : "accept"
        findings = view.findings.map(FindingLine.init)
        let totals = view.invoice?.totals
        model = totals?.model?.rawValue
        payable = totals?.payable.amount.value.description
        expected = totals?.expected.description
        difference = totals?.difference.description
        currency = view.invoice?.currency?.code
        invoice = view.invoice?.invoice
        response = view.response
        statuses = view.response?.lines.map(\.words)
    }
}
