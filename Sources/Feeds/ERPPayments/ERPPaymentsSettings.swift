import Exchange

/// What a profile of this feed may say, beside what every profile says.
enum ERPPaymentsSettings {
    static let all: [Setting] = [
        Setting(
            "read", .block(TableSettings.all), "how the ERP's file is written", example: "{format: xml, record: row}"),
        FieldRules.setting(
            PaymentShape.shape, "{invoice_id: INVOICE_ID, status: STATUS, amount: PAID, currency: {constant: USD}}"),
        Setting(
            "statuses", .table(.choice(PaymentStatus.allCases.map(\.rawValue))),
            default: "{PAID: paid, REJECTED: rejected}",
            "what each of the ERP's words means, letter by letter; a word that is not here is kept back for a person",
            example: "{P: paid, X: rejected, N: open}"),
        Setting(
            "unknown", .choice(["hold", "send"]), default: "hold",
            "what becomes of an answer about an invoice that this program never sent", example: "send"),
        AmountSettings.block,
        RecordFilter.setting,
    ]
}
