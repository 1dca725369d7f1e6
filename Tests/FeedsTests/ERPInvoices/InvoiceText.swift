/// Invoices as Alma exports them, written as somebody would write a test file by hand. All of it is invented.
struct InvoiceText {
    struct Fund {
        var sum: String
        var currency = "USD"
        var code = "MONO"
        var external: String? = "41700|A0001"
        var local: (sum: String, currency: String)?

        init(
            _ sum: String, currency: String = "USD", code: String = "MONO", external: String? = "41700|A0001",
            local: (sum: String, currency: String)? = nil
        ) {
            self.sum = sum
            self.currency = currency
            self.code = code
            self.external = external
            self.local = local
        }
    }

    struct Line {
        var number: String
        var type: String
        var total: String
        var vat: String?
        var funds: [Fund]

        init(_ number: String, _ total: String, type: String = "REGULAR", vat: String? = nil, funds: [Fund]? = nil) {
            self.number = number
            self.total = total
            self.type = type
            self.vat = vat
            self.funds = funds ?? [Fund(total)]
        }
    }

    var id = "90000000030000417"
    var number = "TST-0417"
    var vendor = "IMAGVEND"
    var currency = "USD"
    var sum = "46.5"
    var date = "11/18/2026"
    var vatType = "INCLUSIVE"
    var vat = "0.0"
    var addresses = ""
    var extra = ""
    var lines = [
        Line("1", "40.0"),
        Line("999991", "6.5", type: "SHIPMENT", funds: [Fund("6.5", code: "SHIP", external: "41700|A0002")]),
    ]

    static let namespace = "http://com/exlibris/repository/acq/invoice/xmlbeans"

    static func file(_ invoices: [InvoiceText], namespace: String = namespace) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<payment_data xmlns=\"\(namespace)\">\n  <invoice_list>\n"
            + invoices.map { "    " + $0.xml + "\n" }.joined() + "  </invoice_list>\n</payment_data>\n"
    }

    var xml: String {
        "<invoice><invoice_number>\(number)</invoice_number><invoice_owner>Main Library</invoice_owner>"
            + "<invoice_amount><currency>\(currency)</currency><sum>\(sum)</sum></invoice_amount>"
            + "<vendor_code>\(vendor)</vendor_code><vendor_name>Imaginary Vendor</vendor_name>"
            + "<vendor_payment_address_list>\(addresses)</vendor_payment_address_list>"
            + "<unique_identifier>\(id)</unique_identifier><invoice_date>\(date)</invoice_date>"
            + "<payment_method>ACCOUNTINGDEPARTMENT</payment_method>\(extra)"
            + "<vat_info><vat_amount>\(vat)</vat_amount><vat_type>\(vatType)</vat_type></vat_info>"
            + "<invoice_line_list>\(lines.map(InvoiceText.line).joined())</invoice_line_list></invoice>"
    }

    private static func line(_ line: Line) -> String {
        "<invoice_line><line_number>\(line.number)</line_number><line_type>\(line.type)</line_type>"
            + "<quantity>1</quantity><total_price>\(line.total)</total_price><price>\(line.total)</price>"
            + (line.vat.map { "<vat_amount>\($0)</vat_amount>" } ?? "")
            + (line.funds.isEmpty
                ? "" : "<fund_info_list>\(line.funds.map(fund).joined())</fund_info_list>")
            + "</invoice_line>"
    }

    private static func fund(_ fund: Fund) -> String {
        var text = "<fund_info><amount><currency>\(fund.currency)</currency><sum>\(fund.sum)</sum></amount>"
        if let local = fund.local {
            text += "<local_amount><currency>\(local.currency)</currency><sum>\(local.sum)</sum></local_amount>"
        }
        text += "<code>\(fund.code)</code><name>Monographs</name>"
        return text + (fund.external.map { "<external_id>\($0)</external_id>" } ?? "") + "</fund_info>"
    }
}
