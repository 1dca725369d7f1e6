import Rules

/// Shapes as the feeds for fees and invoices have them, as far as layouts of the shipped examples ask.
enum TargetShapes {
    private static func fields(_ names: String, _ kind: RecordShape.Field.Kind = .text) -> [RecordShape.Field] {
        names.split(separator: " ").map { RecordShape.Field(String($0), kind, "for tests") }
    }

    static let fees = RecordShape(
        [
            RecordShape.Level(
                "fee",
                fields("user_id user_name fee_type type_words") + fields("amount", .money)
                    + fields("currency transaction_id") + fields("transaction_date", .date)
                    + fields("item_title item_barcode library_code is_credit"))
        ], currency: "currency")

    static let invoices = RecordShape([
        RecordShape.Level(
            "invoice",
            fields("invoice_number invoice_id") + fields("invoice_date", .date) + fields("invoice_amount", .money)
                + fields(
                    "invoice_currency vendor_code vendor_name vendor_additional_code vendor_erp_code address_line_1")
                + fields("address_line_2 address_line_3 address_city address_state address_postal_code address_country")
        ),
        RecordShape.Level(
            "line",
            fields("line_number line_type") + fields("line_total", .money) + fields("reporting_code po_line po_title")),
        RecordShape.Level("fund", fields("fund_code fund_external_id") + fields("fund_amount", .money)),
    ])

    static func shape(_ name: String) -> RecordShape { name.hasPrefix("bursar") ? fees : invoices }
}
