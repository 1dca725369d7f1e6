import Exchange

/// What a profile of this feed may say, beside what every profile says.
enum ERPOrdersSettings {
    static let all: [Setting] = [
        Setting(
            "direction", .choice(OrderDirection.allCases.map(\.rawValue)), default: "orders",
            "orders: the library system's purchase orders to the ERP; approvals: the ERP's answers back",
            example: "approvals"),
        Setting(
            "read", .block(TableSettings.all), "how the source file is written", example: "{format: xml, record: po}"),
        Setting(
            "fields", .table(.node), required: true,
            "the fields of a record, by names of your own, each with the column or rule its value comes from; what this feed "
                + "itself uses is called order_number, line_number, amount, currency, vendor_code, status, erp_number, reason",
            example: "{order_number: po/number, amount: po/total, currency: {constant: USD}}"),
        Setting(
            "decimals", .list(.text), "fields beside 'amount' that hold numbers, which layouts can then format",
            example: "[price, quantity]"),
        Setting(
            "statuses", .table(.choice(OrderStatus.allCases.map(\.rawValue))),
            default: "{APPROVED: approved, REJECTED: rejected}",
            "approvals: what each of the ERP's words means; a word that is not here is kept back for a person",
            example: "{A: approved, R: rejected, P: open}"),
        Setting(
            "unknown", .choice(["hold", "send"]), default: "hold",
            "approvals: what becomes of an answer about an order that this program never sent", example: "send"),
        AmountSettings.block,
        RecordFilter.setting,
        Setting(
            "write", .block(TargetPlan.settings), required: true, "the layout the receiver wants",
            example: "{format: delimited}"),
    ]
}
