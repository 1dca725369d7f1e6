import Exchange

/// What a profile of this feed may say.
enum BursarPaymentsSettings {
    static let all: [Setting] = [
        Setting("read", .block(TableSettings.all), "how the bursar's file is written", example: "{delimiter: \";\"}"),
        Setting(
            "fields", .block(ColumnRules.settings(PaymentField.allCases.map { ($0.name, $0.summary) })),
            required: true, "where a payment's values come from",
            example: "{transaction_id: Reference Number, amount: Paid Amount, currency: {constant: USD}}"),
        AmountSettings.block,
        Setting(
            "statuses", .block(statuses), "what the words under 'status' mean; a word that is not here is held",
            example: "{paid: [P, PAID], rejected: [R]}"),
        Setting(
            "cumulative", .boolean, default: "no",
            "whether each file repeats what earlier files said; then only what is new goes on", example: "yes"),
        Setting(
            "unknown", .choice(["hold", "send"]), default: "hold",
            "what becomes of a payment for a fee that this program did not send", example: "send"),
        Setting(
            "overpaid", .choice(["deliver", "hold"]), default: "deliver",
            "what becomes of a payment beyond what is owed; delivered, the library system makes a credit of the rest",
            example: "hold"),
    ]

    private static let statuses: [Setting] = [
        Setting("paid", .list(.text), "words for: it was paid", example: "[PAID]"),
        Setting("rejected", .list(.text), "words for: the bursar did not take the fee", example: "[REJECTED]"),
        Setting(
            "pending", .list(.text), "words for: nothing has happened yet; such rows are left out", example: "[OPEN]"),
    ]
}
