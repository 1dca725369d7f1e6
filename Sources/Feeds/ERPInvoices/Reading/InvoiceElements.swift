/// What each element of an invoice means, by its path below `invoice`. The namespace is that of the document; misspelt
/// names are the format's own.
enum InvoiceElements {
    enum Meaning: Hashable, Sendable {
        /// Holds others.
        case container
        /// Known, and its text is wanted by nobody (a person's name and address).
        case unwanted
        /// Another record of an inner level.
        case level(Int)
        /// The text is a field, by its name in the shape.
        case field(String)
        /// A part of an address, of which one is chosen.
        case address
        case addressPart(AddressPart)
        case note
        /// One of the open list of charges is below.
        case charges
        case rate
        case rateSum
        case rateCurrency
    }

    enum AddressPart: Int, Hashable, Sendable, CaseIterable {
        case line1, line2, line3, line4, line5, city, state, postalCode, country, note, type

        /// The field that takes it; types choose only.
        var field: String? {
            switch self {
            case .line1: "address_line_1"
            case .line2: "address_line_2"
            case .line3: "address_line_3"
            case .line4: "address_line_4"
            case .line5: "address_line_5"
            case .city: "address_city"
            case .state: "address_state"
            case .postalCode: "address_postal_code"
            case .country: "address_country"
            case .note: "address_note"
            case .type: nil
            }
        }
    }

    static let namespace = "http://com/exlibris/repository/acq/invoice/xmlbeans"
    static let root = "payment_data"
    static let record = "invoice"

    static let all: [(path: String, meaning: Meaning)] = header + addresses + totals + lines + orders + funds

    private static let header: [(String, Meaning)] = [
        ("invoice_number", .field("invoice_number")),
        ("invoice_ref_num", .field("reference_number")),
        ("invoice_owner", .field("invoice_owner")),
        ("approved_by", .field("approved_by")),
        ("invoice_amount", .container),
        ("invoice_amount/currency", .field("invoice_currency")),
        ("invoice_amount/sum", .field("invoice_amount")),
        ("invoice_amount/explicit_rate", .field("invoice_rate")),
        ("vendor_code", .field("vendor_code")),
        ("vendor_name", .field("vendor_name")),
        ("vendor_additional_code", .field("vendor_additional_code")),
        ("vendor_FinancialSys_Code", .field("vendor_erp_code")),
        ("vendor_liable_for_vat", .field("vendor_liable_for_vat")),
        ("vendor_national_tax_id", .field("vendor_tax_id")),
        ("vendor_account_code", .field("vendor_account_code")),
        ("vendor_account_FinancialSys_Code", .field("vendor_account_erp_code")),
        ("unique_identifier", .field("invoice_id")),
        ("invoice_date", .field("invoice_date")),
        ("invoice_due_date", .field("invoice_due_date")),
        ("payment_method", .field("payment_method")),
        ("noteList", .container),
        ("noteList/note", .container),
        ("noteList/note/content", .note),
        ("noteList/note/owneredEntity", .container),
        ("number_of_attachments", .field("attachment_count")),
        ("prepaid_ind", .field("prepaid")),
    ]

    private static let addresses: [(String, Meaning)] = [
        ("vendor_payment_address_list", .container),
        ("vendor_payment_address_list/payment_address", .address),
        ("vendor_payment_address_list/payment_address/line1", .addressPart(.line1)),
        ("vendor_payment_address_list/payment_address/line2", .addressPart(.line2)),
        ("vendor_payment_address_list/payment_address/line3", .addressPart(.line3)),
        ("vendor_payment_address_list/payment_address/line4", .addressPart(.line4)),
        ("vendor_payment_address_list/payment_address/line5", .addressPart(.line5)),
        ("vendor_payment_address_list/payment_address/city", .addressPart(.city)),
        ("vendor_payment_address_list/payment_address/country", .addressPart(.country)),
        ("vendor_payment_address_list/payment_address/note", .addressPart(.note)),
        ("vendor_payment_address_list/payment_address/postalCode", .addressPart(.postalCode)),
        ("vendor_payment_address_list/payment_address/stateProvince", .addressPart(.state)),
        ("vendor_payment_address_list/payment_address/types", .container),
        ("vendor_payment_address_list/payment_address/types/type", .addressPart(.type)),
    ]

    private static let totals: [(String, Meaning)] =
        [("invoice_ownered_entity", .container)]
        + entity(
            "invoice_ownered_entity",
            [
                "createdBy": .field("created_by"), "creationDate": .field("created_on"),
                "modifiedBy": .field("modified_by"), "modificationDate": .field("modified_on"),
                "customerId": .field("customer_id"), "institutionId": .field("institution_id"),
                "libraryId": .field("library_id"), "libraryUnitId": .field("library_unit_id"),
            ])
        + entity(
            "noteList/note/owneredEntity",
            [
                "createdBy": .unwanted, "creationDate": .unwanted, "modifiedBy": .unwanted,
                "modificationDate": .unwanted,
                "customerId": .unwanted, "institutionId": .unwanted, "libraryId": .unwanted, "libraryUnitId": .unwanted,
            ])
        + [
            ("additional_charges", .charges),
            ("additional_charges/total_charges_amount", .field("charges_total")),
            ("additional_charges/overhead_amount", .field("charge_overhead")),
            ("additional_charges/discount_amount", .field("charge_discount")),
            ("additional_charges/shipment_amount", .field("charge_shipment")),
            ("additional_charges/insurance_amount", .field("charge_insurance")),
            ("vat_info", .container),
            ("vat_info/expended_from_fund_ind", .field("vat_from_fund")),
            ("vat_info/inclusive_ind", .field("vat_inclusive")),
            ("vat_info/vat_amount", .field("vat_amount")),
            ("vat_info/vat_percentage", .field("vat_percentage")),
            ("vat_info/vat_code", .field("vat_code")),
            ("vat_info/vat_description", .field("vat_description")),
            ("vat_info/vat_type", .field("vat_type")),
            ("vat_info/vendor_tax", .field("vat_vendor_tax")),
            ("vat_info/vat_in_invoice_line_level", .field("vat_on_lines")),
            ("invoice_exchange_rate_list", .container),
            ("invoice_exchange_rate_list/exchange_rate", .rate),
            ("invoice_exchange_rate_list/exchange_rate/rate", .rateSum),
            ("invoice_exchange_rate_list/exchange_rate/currency", .rateCurrency),
            ("invoice_exchange_rate_list/exchange_rate/explicit_ind", .unwanted),
            ("invoice_line_list", .container),
            (line, .level(InvoiceShape.line)),
        ]

    private static let line = "invoice_line_list/invoice_line"
    private static let order = line + "/po_line_info"
    private static let fund = line + "/fund_info_list/fund_info"

    private static let lines: [(String, Meaning)] = [
        (line + "/line_number", .field("line_number")),
        (line + "/line_type", .field("line_type")),
        (line + "/note", .field("line_note")),
        (line + "/quantity", .field("quantity")),
        (line + "/reporting_code", .field("reporting_code")),
        (line + "/secondary_reporting_code", .field("reporting_code_2")),
        (line + "/tertiary_reporting_code", .field("reporting_code_3")),
        (line + "/subscription_dates_range", .field("subscription_dates")),
        (line + "/additional_information", .field("line_information")),
        (line + "/total_price", .field("line_total")),
        (line + "/price", .field("line_price")),
        (line + "/price_note", .field("price_note")),
        (line + "/vat_amount", .field("line_vat")),
        (line + "/vat_percentage", .field("line_vat_percentage")),
        (line + "/vat_code", .field("line_vat_code")),
        (line + "/vat_description", .field("line_vat_description")),
        (line + "/vendor_tax", .field("line_vendor_tax")),
        (line + "/fund_info_list", .container),
        (fund, .level(InvoiceShape.fund)),
    ]

    private static let orders: [(String, Meaning)] =
        [
            (order, .container),
            (order + "/fully_Invoiced_ind", .field("po_fully_invoiced")),
            (order + "/po_line_owner", .field("po_owner")),
            (order + "/mms_record_id", .field("mms_id")),
            (order + "/meta_data_values", .container),
            (order + "/meta_data_values/acqterms_identifier", .field("title_identifier")),
            (order + "/meta_data_values/acqterms_identifierType", .field("title_identifier_type")),
            (order + "/meta_data_values/creator", .field("title_creator")),
            (order + "/meta_data_values/acqterms_place", .field("title_place")),
            (order + "/meta_data_values/date", .field("title_date")),
            (order + "/meta_data_values/publisher", .field("title_publisher")),
            (order + "/additional_order_reference", .field("po_reference")),
            (order + "/vendor_reference_number", .field("po_vendor_reference")),
            (order + "/vendor_note", .field("po_vendor_note")),
            (order + "/po_line_number", .field("po_line")),
            (order + "/po_line_price", .field("po_price")),
            (order + "/po_line_title", .field("po_title")),
            (order + "/intersted_user_list", .container),
            (order + "/intersted_user_list/intersted_user", .container),
        ]
        + ["first_name", "last_name", "user_name", "email", "id"].map {
            (order + "/intersted_user_list/intersted_user/" + $0, .unwanted)
        }

    private static let funds: [(String, Meaning)] = [
        (fund + "/amount", .container),
        (fund + "/amount/currency", .field("fund_currency")),
        (fund + "/amount/sum", .field("fund_amount")),
        (fund + "/local_amount", .container),
        (fund + "/local_amount/currency", .field("fund_local_currency")),
        (fund + "/local_amount/sum", .field("fund_local_amount")),
        (fund + "/code", .field("fund_code")),
        (fund + "/name", .field("fund_name")),
        (fund + "/fiscal_period", .field("fund_year")),
        (fund + "/external_id", .field("fund_external_id")),
        (fund + "/type", .field("fund_level")),
        (fund + "/fund_type", .field("fund_type")),
        (fund + "/fund_type_desc", .field("fund_type_name")),
        (fund + "/ledger_code", .field("ledger_code")),
        (fund + "/ledger_name", .field("ledger_name")),
    ]

    private static func entity(_ path: String, _ parts: [String: Meaning]) -> [(String, Meaning)] {
        parts.sorted { $0.key < $1.key }.map { ("\(path)/\($0.key)", $0.value) }
    }
}
