import Exchange
import Rules

/// How a profile reads invoices from a report: a row for each line, or for each fund of each line, with the invoice repeated
/// on every row.
struct InvoiceReport {
    let format: TableFormat
    let fields: FieldRules
    let amounts: DecimalReading

    static let settings: [Setting] = [
        Setting(
            "read", .block(TableSettings.all), "how the file is written, where it is a report and not Alma's XML",
            example: "{delimiter: \";\"}"),
        Setting(
            "fields", .block(given),
            "where an invoice's values come from, where the file is a report: a row for each line or each fund of it",
            example: "{invoice_id: Invoice Unique Identifier, invoice_amount: Total, invoice_currency: Currency}"),
        AmountSettings.block,
    ]

    /// Fields without which there is no invoice.
    private static let needed = [
        "invoice_id", "invoice_number", "invoice_date", "invoice_amount", "invoice_currency", "vendor_code",
        "line_total",
    ]

    private static let given: [Setting] = InvoiceShape.shape.fields.filter { InvoicePaths.has($0.name) }.map { field in
        Setting(
            field.name, .node, field.summary,
            example: field.kind == .date ? "{column: DAY, date: MM/DD/YYYY}" : "COLUMN")
    }

    /// Nil where files are Alma's XML.
    init?(_ settings: Settings, _ scope: RuleScope, _ complaints: inout Complaints) {
        guard let block = settings.block("fields") else {
            for key in ["read", "amounts"] {
                guard let node = settings.written(key) else { continue }
                complaints.add(
                    node.mark, key: key,
                    "'\(key)' says how a report is written, and the profile has no 'fields' that say what is in it")
            }
            return nil
        }
        format = TableFormat.read(settings.block("read"), &complaints)
        fields = FieldRules(settings, InvoiceShape.shape, format, added: [], scope, &complaints)
        amounts = AmountSettings.reading(settings.block("amounts"), &complaints)
        for need in InvoiceReport.needed where block.written(need) == nil {
            complaints.add(
                block.mark, key: block.dotted(need), "'fields' does not say where \(need) comes from",
                allowed: InvoiceReport.needed)
        }
        if let node = settings.written("dates") {
            complaints.add(
                node.mark, key: "dates", "of a report, each date has its own layout: {column: …, date: DD.MM.YYYY}")
        }
        guard let read = settings.written("fields")?.pairs else { return }
        let funds = read.filter { pair in
            InvoiceShape.shape.number(pair.key).map { $0 >= Invoice.starts[2] } ?? false
        }
        if let first = funds.first, !funds.contains(where: { $0.key == "fund_amount" }) {
            complaints.add(
                first.keyMark, key: "fields.\(first.key)", "a fund without 'fund_amount' pays nothing",
                allowed: ["fund_amount: COLUMN"])
        }
    }

    /// Whether rows are funds; else they are lines.
    var hasFunds: Bool { fields.has("fund_amount") }

    var explanation: [String] {
        format.explanation + [
            hasFunds
                ? "Each row is a fund that pays a line; rows of one line have one line_number, rows of one invoice stand together:"
                : "Each row is a line of an invoice; rows of one invoice stand together:"
        ] + fields.explanation + (AmountSettings.explanation(amounts).map { [$0] } ?? [])
    }
}
