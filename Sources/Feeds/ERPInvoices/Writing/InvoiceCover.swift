import Exchange

/// What the cover sheets say of an invoice.
enum InvoiceCover {
    static func entry(
        _ invoice: Invoice, _ figures: InvoiceFigures, _ money: Money, _ rules: InvoiceRules
    ) -> CoverSheet.Entry {
        func text(_ field: Int) -> String { invoice.text(invoice.element(field)) }
        return CoverSheet.Entry(
            number: text(InvoiceField.number), id: text(InvoiceField.id), party: text(InvoiceField.vendor),
            partyName: text(InvoiceField.vendorName),
            day: rules.date(invoice, invoice.element(InvoiceField.date))?.description ?? "", money: money,
            shares: shares(invoice, figures))
    }

    /// One for each fund, in the order they first pay.
    private static func shares(_ invoice: Invoice, _ figures: InvoiceFigures) -> [CoverSheet.Share] {
        var order: [String] = []
        var sums: [String: (name: String, amount: Decimal)] = [:]
        for (index, fund) in invoice.funds.enumerated() {
            let code = invoice.text(invoice.element(InvoiceField.fundCode, of: fund, InvoiceShape.fund))
            let amount = figures[fund: index, InvoiceField.fundAmount] ?? .zero
            if let before = sums[code] {
                sums[code]?.amount = before.amount.plus(amount) ?? before.amount
            } else {
                order.append(code)
                sums[code] = (invoice.text(invoice.element(InvoiceField.fundName, of: fund, InvoiceShape.fund)), amount)
            }
        }
        return order.compactMap { code in
            sums[code].map { CoverSheet.Share(account: code, name: $0.name, amount: $0.amount) }
        }
    }
}
