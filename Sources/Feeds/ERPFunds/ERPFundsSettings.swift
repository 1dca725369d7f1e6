import Exchange

/// What a profile of this feed may say.
enum ERPFundsSettings {
    static let all: [Setting] = [
        Setting("read", .block(TableSettings.all), "how the ERP's file is written", example: "{format: csv}"),
        FieldRules.setting(
            FundShape.shape, "{fund: ACCOUNT, period: {column: FY, lookup: lists/periods.csv}, amount: AMOUNT}"),
        Setting("amounts", .block(amounts), "how the ERP writes numbers", example: "{mark: \",\", grouping: \".\"}"),
        Setting(
            "currency", .text, required: true, "the currency of the funds (ISO 4217): the file has none", example: "USD"
        ),
        Setting(
            "flip", .boolean, default: "no",
            "whether signs are turned: yes where the ERP writes expenditures as positive numbers", example: "yes"),
        RecordFilter.setting,
    ]

    private static let amounts: [Setting] = [
        Setting("mark", .choice([".", ","]), default: ".", "the decimal mark", example: "\",\""),
        Setting(
            "grouping", .choice([",", ".", "'", "none"]), default: "none", "what may stand between thousands",
            example: "\".\""),
        Setting("trailing_minus", .boolean, default: "no", "whether a minus may stand behind (12.50-)", example: "yes"),
        Setting("brackets", .boolean, default: "no", "whether (12.50) is negative", example: "yes"),
    ]

    static func reading(_ settings: Settings?, _ complaints: inout Complaints) -> DecimalReading {
        guard let settings else { return .plain }
        let mark = settings.text("mark")?.utf8.first ?? 0x2E
        let grouping = settings.text("grouping").flatMap { $0 == "none" ? nil : $0.utf8.first }
        if grouping == mark {
            complaints.add(
                settings.mark, key: settings.dotted("grouping"),
                "the decimal mark and what stands between thousands cannot be the same character")
        }
        return DecimalReading(
            marks: [mark], grouping: grouping, mayTrail: settings.boolean("trailing_minus") ?? false,
            mayBracket: settings.boolean("brackets") ?? false)
    }
}
