import Exchange

/// What a profile of invoices may say beside what all feeds of EDIFACT are told.
struct EDIInvoiceSettings: Sendable {
    let dialects: VendorDialects
    let lists: EDILists
    let tolerance: Decimal
    let currency: Currency?
    private let dialectNames: [String]

    static let all: [Setting] = [
        Setting(
            "dialects", .list(.file), "what is known of vendors, a file each: where their totals and order lines stand",
            example: "[vendors/gobi.yaml, vendors/ebsco.yaml]"),
        Setting(
            "vendor", .text,
            "all messages are this vendor's: the name of its file among 'dialects', without its ending",
            example: "gobi"),
        Setting(
            "vendors", .file,
            "the library's vendors: a CSV with the columns code, and name, dialect, mail where you like",
            example: "lists/vendors.csv"),
        Setting(
            "po_lines", .file,
            "the order lines: a CSV with the columns po_line, and status (open, closed) where you like",
            example: "lists/po_lines.csv"),
        Setting("funds", .file, "the funds: a CSV with the column code; capitals count", example: "lists/funds.csv"),
        Setting(
            "unmatched", .choice(["warning", "reject"]), default: "warning",
            "an order line, vendor or fund that is not in its list: said, or the invoice is kept back",
            example: "reject"),
        Setting(
            "tolerance", .text, default: "0",
            "what a total may be off for every line of the invoice, in its currency, before it is kept back",
            example: "\"0.01\""),
        Setting("currency", .text, "the currency of invoices that name none", example: "USD"),
    ]

    /// Of no profile: nothing is known of anybody.
    init() {
        (dialects, lists, tolerance, currency, dialectNames) = (.none, EDILists(), .zero, nil, [])
    }

    init(_ settings: Settings, _ complaints: inout Complaints) {
        var read: [VendorDialect] = []
        for item in settings.written("dialects")?.items ?? [] {
            guard let name = item.text,
                let file = settings.file(named: name, at: item.mark, key: "dialects", &complaints)?.file
            else { continue }
            guard let node = file.node else {
                complaints.add(item.mark, key: "dialects", "the file '\(name)' must be YAML, and end in .yaml")
                continue
            }
            var reading = VendorDialectReading(file)
            if let dialect = reading.dialect(node) { read.append(dialect) }
            complaints.all += reading.complaints.all
        }
        dialectNames = read.map(\.title)
        var lists = EDIListReading(settings)
        lists.read()
        complaints.all += lists.complaints.all
        self.lists = lists.lists
        let only = EDIInvoiceSettings.only(settings, read, &complaints)
        dialects = VendorDialects(read, only: only, vendors: lists.lists.vendors)
        EDIInvoiceSettings.checkNames(lists.lists.vendors, read, settings, &complaints)
        tolerance = EDIInvoiceSettings.tolerance(settings, &complaints)
        currency = EDIInvoiceSettings.currency(settings, &complaints)
    }

    private static func only(
        _ settings: Settings, _ read: [VendorDialect], _ complaints: inout Complaints
    ) -> VendorDialect? {
        guard let node = settings.written("vendor"), let name = node.text else { return nil }
        if let found = read.first(where: { $0.name == name }) { return found }
        let names = read.map(\.name)
        complaints.add(
            node.mark, key: "vendor", "no file of 'dialects' is called '\(name)'", nearest: nearest(name, among: names),
            allowed: names)
        return nil
    }

    private static func checkNames(
        _ vendors: [String: EDILists.Vendor]?, _ read: [VendorDialect], _ settings: Settings,
        _ complaints: inout Complaints
    ) {
        guard let node = settings.written("vendors") else { return }
        let names = Set(read.map(\.name))
        let unknown = Set((vendors ?? [:]).values.map(\.dialect)).subtracting(names).subtracting([""])
        for name in unknown.sorted() {
            complaints.add(
                node.mark, key: "vendors", "the list names the dialect '\(name)', which is none of 'dialects'",
                nearest: nearest(name, among: names.sorted()))
        }
    }

    private static func tolerance(_ settings: Settings, _ complaints: inout Complaints) -> Decimal {
        if let text = settings.text("tolerance"), let number = Decimal(text), !number.isNegative { return number }
        if let node = settings.written("tolerance") {
            complaints.add(node.mark, key: "tolerance", "this is an amount with a point, like \"0.01\"")
        }
        return .zero
    }

    private static func currency(_ settings: Settings, _ complaints: inout Complaints) -> Currency? {
        guard let node = settings.written("currency"), let code = node.text else { return nil }
        if let currency = Currency(code) { return currency }
        complaints.add(node.mark, key: "currency", "ISO 4217 has no currency '\(code)'")
        return nil
    }

    var explanation: [String] {
        var lines = [
            "Every invoice's lines, charges and taxes must come to its total, exactly"
                + (tolerance.isZero ? "." : ", or within \(tolerance) for every line.")
        ]
        if !dialectNames.isEmpty { lines.append("Known are the ways of \(dialectNames.joined(separator: ", ")).") }
        if let known = self.lists.orderLines {
            lines.append("Order lines are looked up among \(counted(known.count, "line")).")
        }
        if let known = self.lists.vendors { lines.append("Vendors are looked up among \(grouped(known.count)).") }
        if let known = self.lists.funds { lines.append("Funds are looked up among \(grouped(known.count)).") }
        lines.append(
            "An invoice that was delivered before (vendor, number and amount) is held, whatever its control number.")
        return lines
    }
}
