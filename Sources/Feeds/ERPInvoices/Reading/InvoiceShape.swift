import Rules

/// What an invoice holds, for layouts and filters: an invoice, its lines, and the funds that pay each line.
enum InvoiceShape {
    static let invoice = 0
    static let line = 1
    static let fund = 2

    static let shape = RecordShape(
        [
            RecordShape.Level("invoice", header + vendor + address + vat + charges + entity),
            RecordShape.Level("line", lines + orders + titles),
            RecordShape.Level("fund", funds),
        ], currency: "invoice_currency", others: ["fund_local_amount": "fund_local_currency"])

    private typealias Field = RecordShape.Field
    private static func text(_ name: String, _ summary: String) -> Field { Field(name, .text, summary) }

    private static let header = [
        text("invoice_number", "the number on the vendor's invoice"),
        text("invoice_id", "Alma's own id of the invoice, the only one that is surely unique"),
        Field("invoice_date", .date, "the day on the invoice"),
        Field("invoice_due_date", .date, "when it is to be paid, where the invoice says so"),
        Field("invoice_amount", .money, "the total; negative for a credit note"),
        text("invoice_currency", "ISO 4217"),
        Field("invoice_rate", .number, "the exchange rate somebody fixed for this invoice"),
        text("invoice_rates", "exchange rates by currency: 'EUR 1.08; GBP 1.27'"),
        text("is_credit", "yes for a credit note (a total below zero), else no"),
        text("invoice_owner", "the library's name"),
        text("approved_by", "who approved it, as Alma writes it"),
        text("reference_number", "the invoice's reference number"),
        text("payment_method", "code"),
        text("prepaid", "true or false"),
        Field("line_count", .number, "how many lines follow, adjustments among them"),
        Field("attachment_count", .number, "how many files are attached in Alma"),
        text("notes", "the notes, '; ' between them"),
    ]

    private static let vendor = [
        text("vendor_code", "Alma's code of the vendor"),
        text("vendor_name", "the vendor's name"),
        text("vendor_additional_code", "often the ERP's site or location of the vendor"),
        text("vendor_erp_code", "the ERP's id of the vendor"),
        text("vendor_account_code", "the account of the vendor"),
        text("vendor_account_erp_code", "the ERP's id of that account"),
        text("vendor_tax_id", "national tax id"),
        text("vendor_liable_for_vat", "true or false"),
    ]

    private static let address = [
        text("address_line_1", "of the address payments go to"), text("address_line_2", "second line"),
        text("address_line_3", "third line"), text("address_line_4", "fourth line"),
        text("address_line_5", "fifth line"), text("address_city", "town"), text("address_state", "state or province"),
        text("address_postal_code", "postal code"), text("address_country", "code of the country"),
        text("address_note", "note on the address"),
    ]

    private static let vat = [
        Field("vat_amount", .money, "VAT of the whole invoice"),
        Field("vat_percentage", .number, "its rate"),
        text("vat_code", "its code"),
        text("vat_description", "its description"),
        text("vat_type", "INCLUSIVE, EXCLUSIVE, LINEEXCLUSIVE"),
        text("vat_vendor_tax", "tax of the vendor's"),
        text("vat_from_fund", "whether the funds pay it: true or false"),
        text("vat_on_lines", "whether the lines say it: true or false"),
        text("vat_inclusive", "an older word for the VAT's type: true or false"),
    ]

    private static let charges = [
        Field("charges_total", .money, "all additional charges"), Field("charge_overhead", .money, "overhead"),
        Field("charge_discount", .money, "discount"), Field("charge_shipment", .money, "shipment"),
        Field("charge_insurance", .money, "insurance"),
        text("charges_other", "charges of any other kind: 'binding 3.5; handling_charge 2'"),
    ]

    private static let entity = [
        text("created_by", "user name of whoever made the invoice"), text("created_on", "as Alma writes it"),
        text("modified_by", "user name of whoever changed it last"), text("modified_on", "as Alma writes it"),
        text("customer_id", "Alma's number of the customer"),
        text("institution_id", "Alma's number of the institution"),
        text("library_id", "Alma's number of the library"), text("library_unit_id", "Alma's number of the unit"),
    ]

    private static let lines = [
        text("line_number", "as Alma numbers it; adjustments are 999991, 999992, …"),
        text("line_type", "REGULAR, SHIPMENT, OVERHEAD, INSURANCE, DISCOUNT, or a code of EDIFACT's"),
        text("is_adjustment", "yes for lines that are no purchase, else no"),
        Field("line_price", .money, "the price as the line has it"),
        Field("line_total", .money, "the line's total: negative for a discount, whatever the sign in the file"),
        Field("line_vat", .money, "VAT of the line"),
        Field("line_vat_percentage", .number, "its rate"),
        text("line_vat_code", "its code"),
        text("line_vat_description", "its description"),
        text("line_vendor_tax", "tax of the vendor's"),
        Field("quantity", .number, "0 on adjustments"),
        text("reporting_code", "first reporting code"),
        text("reporting_code_2", "second reporting code"),
        text("reporting_code_3", "third reporting code"),
        text("subscription_dates", "the span a subscription is paid for"),
        text("line_information", "additional information"),
        text("line_note", "note"),
        text("price_note", "note on the price"),
        Field("fund_count", .number, "how many funds pay the line"),
    ]

    private static let orders = [
        text("po_line", "number of the purchase order line"),
        text("po_title", "what was bought"),
        Field("po_price", .money, "the price of the purchase order line"),
        text("po_owner", "library of the purchase order line"),
        text("po_reference", "additional order reference"),
        text("po_vendor_reference", "the vendor's reference number"),
        text("po_vendor_note", "note for the vendor"),
        text("po_fully_invoiced", "true or false"),
    ]

    private static let titles = [
        text("mms_id", "Alma's number of the title"), text("title_identifier", "ISBN or ISSN"),
        text("title_identifier_type", "which of them"), text("title_creator", "author"),
        text("title_publisher", "publisher"), text("title_place", "place of publication"),
        text("title_date", "date of publication"),
    ]

    private static let funds = [
        text("fund_code", "Alma's code of the fund"),
        text("fund_name", "the fund's name"),
        text("fund_external_id", "the ERP's account or chart string"),
        Field("fund_amount", .money, "what this fund pays of the line, in the invoice's currency"),
        text("fund_currency", "ISO 4217"),
        Field("fund_local_amount", .money, "the same in the fund's currency"),
        text("fund_local_currency", "ISO 4217"),
        text("fund_year", "fiscal period: FY-2027"),
        text("fund_level", "ALLOCATED, SUMMARY or LEDGER"),
        text("fund_type", "code of the fund's type"),
        text("fund_type_name", "the type in words"),
        text("ledger_code", "code of the ledger"),
        text("ledger_name", "name of the ledger"),
    ]
}
