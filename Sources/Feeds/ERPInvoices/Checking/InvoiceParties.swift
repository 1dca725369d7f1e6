import Exchange
import Rules

/// Who pays whom, and when.
extension InvoiceCheck {
    func checkParties() -> Bool {
        var good = true
        if rules[.vendor] != .off, invoice.bytes(invoice.element(InvoiceField.vendorERP)).isEmpty {
            good = say(
                rules[.vendor], .invoiceVendor, invoice.element(InvoiceField.vendorERP), "vendor_erp_code",
                "The vendor has no code of the ERP's.")
        }
        if rules[.account] != .off {
            for (index, fund) in invoice.funds.enumerated() {
                let element = invoice.element(InvoiceField.externalID, of: fund, 2)
                if !invoice.bytes(element).isEmpty { continue }
                let words = "The fund of \(InvoiceFigures.place(invoice, fund: index)) has no external id."
                good =
                    say(
                        rules[.account], .invoiceAccount, element < 0 ? fund.element : element, "fund_external_id",
                        words)
                    && good
            }
        }
        if invoice.addresses.count > 1, InvoiceAddress.forPayment(invoice.addresses) == nil {
            good =
                say(
                    rules[.address], .invoiceAddress, -1, "address_line_1",
                    "The vendor has \(invoice.addresses.count) addresses, and none of them is for payments.") && good
        }
        return good
    }

    func checkDates(_ today: CivilDate) -> Bool {
        var good = true
        for field in [InvoiceField.date, InvoiceField.dueDate] {
            let element = invoice.element(field)
            let name = InvoiceShape.shape.fields[field].name
            guard !invoice.bytes(element).isEmpty else {
                guard field == InvoiceField.date else { continue }
                good = say(rules[.date], .invoiceDate, element, name, "The invoice has no date.") && good
                continue
            }
            guard let date = rules.date(invoice, element) else {
                let words =
                    "\(name): '\(PlacePath.readable(String(invoice.text(element).prefix(40))))' is no date as \(rules.dates)."
                good = say(.reject, .invoiceDate, element, name, words) && good
                continue
            }
            let days = date.daysSince1970 - today.daysSince1970
            // A file examined without a profile has no day it was looked at.
            let isDated = today.daysSince1970 > 0
            guard field == InvoiceField.date, isDated, days > 31 || days < -4 * 366 else { continue }
            let words =
                "The invoice is of \(date), \(days > 0 ? "more than a month ahead" : "more than four years ago")."
            good = say(rules[.date], .invoiceDate, element, name, words) && good
        }
        return good
    }
}

extension InvoiceRules {
    /// The day an element names; nil where it is blank or none.
    func date(_ invoice: Invoice, _ element: Int) -> CivilDate? {
        invoice.bytes(element).withUnsafeBufferPointer { dates.date($0) }
    }
}
