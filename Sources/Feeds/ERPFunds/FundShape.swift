import Rules

/// One allocation: what Alma's fund loader reads, and what tells one transaction from another.
enum FundShape {
    static let shape = RecordShape([
        RecordShape.Level(
            "allocation",
            [
                RecordShape.Field("fund", .text, "the fund's external id, or its code"),
                RecordShape.Field(
                    "period", .text, "the number of the fiscal period in Alma (22), not its name (FY-2027)"),
                RecordShape.Field("amount", .money, "by how much the fund changes; never its new balance"),
                RecordShape.Field("reference", .text, "transaction reference number"),
                RecordShape.Field("note", .text, "transaction note"),
                RecordShape.Field(
                    "key", .text, "what makes it this transaction; left out: reference and note together"),
            ])
    ])

    static let fund = 0
    static let period = 1
    static let amount = 2
    static let reference = 3
    static let note = 4
    static let key = 5

    /// The loader's columns, in its order.
    static let columns = [
        "FUND_EXTERNAL_ID", "FISCAL_PERIOD_ID", "AMOUNT", "TRANSACTION_REFERENCE_NUMBER", "TRANSACTION_NOTE",
    ]
}
