import Exchange

/// What a profile of this feed may say.
enum BursarFeesSettings {
    static let all: [Setting] = [
        Setting(
            "read", .block(TableSettings.all), "how the file is written, where it is a report and not the export's XML",
            example: "{delimiter: \";\"}"),
        Setting(
            "fields", .block(fields), "where a fee's values come from, where the file is a table of fees",
            example: "{transaction_id: Fine Fee Id, amount: Transaction Amount, currency: {constant: USD}}"),
        AmountSettings.block,
        Setting(
            "dates", .text, default: "MM/DD/YYYY", "how the export's XML writes days (a time of day may follow)",
            example: "DD/MM/YYYY"),
        Setting(
            "credits", .choice(FeeCheck.CreditSign.allCases.map(\.rawValue)), default: "negative",
            "which sign amounts of type CREDIT have in the source; they go on as negative", example: "positive"),
        Setting(
            "currencies", .list(.text), "the only currencies the receiver takes; left out, any goes", example: "[USD]"),
        Setting(
            "fee_types", .node,
            "what each type of fee is called there (type_words); fees of a type that is not in it are kept back",
            example: "{lookup: lists/fee_types.csv}"),
        Setting(
            "key", .list(.choice(keys)), default: "[transaction_id]",
            "the fields that together tell one fee from all others; each such fee is sent once",
            example: "[transaction_id, fee_type]"),
        RecordFilter.setting,
        Setting(
            "write", .block(TargetPlan.settings), required: true, "the file the bursar wants", example: "{…}"),
    ]

    /// Fields that a table can give.
    static let given = FeeField.allCases.filter { !FeeField.computed.contains($0) }
    static let needed: [FeeField] = [.userID, .feeType, .amount, .currency, .transactionID]

    private static let keys = [
        FeeField.transactionID, .feeType, .amount, .transactionDate, .transactionTime,
    ].map(\.name)

    private static let fields = ColumnRules.settings(given.map { ($0.name, $0.summary) })
}
