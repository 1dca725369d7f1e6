/// What kind of line it is.
enum InvoiceLine {
    /// Shipment, overhead and the like: by Alma's numbers (999991, 999992, …), or by the types it gives them.
    static func isAdjustment(_ invoice: Invoice, _ line: Int) -> Bool {
        let part = invoice.lines[line]
        let number = invoice.bytes(invoice.element(InvoiceField.lineNumber, of: part, 1))
        if number.count == 6, number.starts(with: "99999".utf8) { return true }
        let bytes = invoice.bytes(invoice.element(InvoiceField.lineType, of: part, 1))
        // None of them has fewer bytes, nor more than one of foreign letters that are theirs in capitals.
        guard (8...18).contains(bytes.count) else { return false }
        let type = String(decoding: bytes, as: UTF8.self)
        return ["SHIPMENT", "OVERHEAD", "INSURANCE", "DISCOUNT"].contains(type.uppercased())
    }
}
