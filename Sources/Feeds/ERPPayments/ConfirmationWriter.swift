import Exchange
import Formats

/// Writes the library system's payment confirmation: an invoice a line. The order of the elements is one that the library
/// system is known to take.
final class ConfirmationWriter {
    private let outbox: any Outbox
    private var open: (sink: any ByteSink, writer: XMLWriter)?
    private var invoices = 0
    private var paid = 0
    private var totals: [Currency: Decimal] = [:]

    init(_ outbox: any Outbox) { self.outbox = outbox }

    func write(_ payment: Payment) throws(Fault) {
        let xml = try begin()
        try xml.markup("<xb:invoice>")
        try element(xml, "xb:vendor_code", payment.vendor)
        try element(xml, "xb:invoice_number", payment.number)
        try element(xml, "xb:unique_identifier", payment.id)
        try element(xml, "xb:payment_status", payment.status == .paid ? "PAID" : "REJECTED")
        try element(xml, "xb:payment_note", payment.reason)
        try element(xml, "xb:invoice_date", ConfirmationWriter.day(payment.invoiceDate))
        try element(xml, "xb:payment_voucher_date", ConfirmationWriter.day(payment.voucherDate))
        try element(xml, "xb:payment_voucher_number", payment.voucher)
        if let money = payment.money {
            try xml.markup("<xb:voucher_amount>")
            try element(xml, "xb:currency", money.currency.code)
            try element(xml, "xb:sum", money.amount.text(digits: money.currency.digits))
            try xml.markup("</xb:voucher_amount>")
            totals[money.currency] = (totals[money.currency] ?? .zero).plus(money.amount)
        }
        try xml.markup("</xb:invoice>\n")
        invoices += 1
        if payment.status == .paid { paid += 1 }
    }

    private func begin() throws(Fault) -> XMLWriter {
        if let open { return open.writer }
        let sink = try outbox.open(.delivery, suffix: "xml")
        let xml = XMLWriter(sink)
        open = (sink, xml)
        try xml.declaration()
        try xml.markup("<xb:payment_confirmation_data xmlns:xb=\"http://com/exlibris/repository/acq/xmlbeans\">\n")
        try xml.markup("<xb:invoice_list>\n")
        return xml
    }

    /// What is not known is left out.
    private func element(_ xml: XMLWriter, _ name: StaticString, _ text: String) throws(Fault) {
        if text.isEmpty { return }
        if try xml.element(name, text) { return }
        // Every value was looked at when it was read.
        throw Fault(.paymentsOutput, .stop, "A value for \(name) cannot stand in XML.")
    }

    /// `2026-11-30` as `20261130`.
    private static func day(_ date: String) -> String { date.filter { $0 != "-" } }

    /// Ends the document, if there is one, and says its totals.
    func finish(_ report: Report) throws(Fault) {
        guard let open else { return }
        try open.writer.markup("</xb:invoice_list>\n</xb:payment_confirmation_data>\n")
        try open.writer.finish()
        try outbox.finish(open.sink)
        report.tally.controls = [
            ControlTotal(output: 1, name: "invoices", total: Decimal(whole: invoices)),
            ControlTotal(output: 1, name: "paid", total: Decimal(whole: paid)),
            ControlTotal(output: 1, name: "rejected", total: Decimal(whole: invoices - paid)),
        ]
        for (currency, total) in totals.sorted(by: { $0.key < $1.key }) {
            report.tally.controls.append(ControlTotal(output: 1, name: currency.code, total: total))
        }
    }
}
