/// What kind of line it is.
enum InvoiceLine {
    /// Shipment, overhead and the like: by Alma's numbers (999991, 999992, …), or by the types it gives them.
    static func isAdjustment(_ invoice: Invoice, _ line: Int) -> Bool {
        let part = invoice.lines[line]
        let number = invoice.bytes(invoice.element(InvoiceField.lineNumber, of: part, 1))
        if number.count == 6, number.starts(with: Array("99999".utf8)) { return true }
        let type = String(decoding: invoice.bytes(invoice.element(InvoiceField.lineType, of: part, 1)), as: UTF8.self)
        return ["SHIPMENT", "OVERHEAD", "INSURANCE", "DISCOUNT"].contains(type.uppercased())
    }
}
