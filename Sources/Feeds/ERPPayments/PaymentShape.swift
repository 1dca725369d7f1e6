import Rules

/// What an ERP answers about one invoice.
enum PaymentShape {
    static let shape = RecordShape([
        RecordShape.Level(
            "payment",
            [
                RecordShape.Field(
                    "invoice_id", .text, "the invoice's unique identifier, as the library system's export had it"),
                RecordShape.Field(
                    "invoice_number", .text, "the vendor's number; with 'vendor_code' where there is no identifier"),
                RecordShape.Field("vendor_code", .text, "the vendor's code in the library system"),
                RecordShape.Field("status", .text, "the ERP's word for what became of it; see 'statuses'"),
                RecordShape.Field("voucher_number", .text, "the ERP's number of the payment"),
                RecordShape.Field("voucher_date", .date, "the day of the payment"),
                RecordShape.Field("invoice_date", .date, "the day of the invoice"),
                RecordShape.Field("amount", .money, "what was paid"),
                RecordShape.Field("currency", .text, "its ISO 4217 code"),
                RecordShape.Field("reason", .text, "why it was rejected; the library system's staff read it"),
            ])
    ])

    static func place(_ name: String) -> Int {
        guard let place = shape.number(name) else { preconditionFailure("\(name) is a field of a payment") }
        return place
    }

    static let id = place("invoice_id")
    static let number = place("invoice_number")
    static let vendor = place("vendor_code")
    static let status = place("status")
    static let voucher = place("voucher_number")
    static let voucherDate = place("voucher_date")
    static let invoiceDate = place("invoice_date")
    static let amount = place("amount")
    static let currency = place("currency")
    static let reason = place("reason")
}
