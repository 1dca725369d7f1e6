import Exchange

/// What a profile of this feed may say.
enum ERPInvoicesSettings {
    static let all: [Setting] =
        InvoiceReport.settings + [
            Setting(
                "dates", .text, default: "MM/DD/YYYY",
                "how Alma's XML writes the dates of invoices: as the institution's Alma shows them",
                example: "DD/MM/YYYY"),
            Setting(
                "checks", .block(checks), "what is held against what, and what happens where it does not fit",
                example: "{…}"),
            RecordFilter.setting,
            Setting("write", .block(TargetPlan.settings), required: true, "the layout the ERP reads", example: "{…}"),
        ]

    private static let checks: [Setting] = InvoiceRules.Rule.allCases.map { rule in
        let levels = CheckLevel.allCases.map(\.rawValue)
        let other = rule.standard == .reject ? CheckLevel.warn : .reject
        return Setting(
            rule.rawValue, .choice(levels), default: rule.standard.rawValue, rule.summary, example: other.rawValue)
    }
}
