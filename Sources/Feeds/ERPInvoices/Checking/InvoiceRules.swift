import Exchange
import Rules

/// What the profile wants checked, and how hard.
struct InvoiceRules: Sendable {
    let levels: [Rule: CheckLevel]
    /// How invoices write their dates.
    let dates: DateLayout

    enum Rule: String, Sendable, CaseIterable {
        case totals, funds, unfunded, covered, local, date, zero, vendor, account, address, alias

        var standard: CheckLevel {
            switch self {
            case .totals, .funds, .unfunded, .alias: .reject
            case .covered, .local, .date, .address: .warn
            case .zero: .note
            case .vendor, .account: .off
            }
        }

        var summary: String {
            switch self {
            case .totals: "the total against lines, VAT and charges"
            case .funds: "what funds pay against what lines cost"
            case .unfunded: "lines that no fund pays"
            case .covered: "what all funds pay together against the total"
            case .local: "amounts in the fund's currency against the invoice's, where both are one currency"
            case .date: "a date more than four years back or a month ahead"
            case .zero: "a total of zero"
            case .vendor: "vendors without a code of the ERP's"
            case .account: "funds without an external id"
            case .address: "several addresses, none of them for payments"
            case .alias: "another invoice of the same vendor, number and amount; reject keeps it back"
            }
        }
    }

    /// `isReport`: dates have been read by rules of their own.
    init(_ settings: Settings, isReport: Bool = false, _ complaints: inout Complaints) {
        let block = settings.block("checks")
        var levels: [Rule: CheckLevel] = [:]
        for rule in Rule.allCases {
            levels[rule] = block?.text(rule.rawValue).flatMap(CheckLevel.init) ?? rule.standard
        }
        self.levels = levels
        if isReport {
            dates = .iso
            return
        }
        let text = settings.text("dates") ?? "MM/DD/YYYY"
        if let layout = DateLayout(text) {
            dates = layout
        } else {
            dates = .iso
            complaints.add(
                settings.written("dates")?.mark ?? settings.mark, key: settings.dotted("dates"),
                "'\(text)' is not a date layout: it needs YYYY, MM and DD, once each",
                allowed: ["MM/DD/YYYY", "DD/MM/YYYY", "YYYY-MM-DD", "DD.MM.YYYY"])
        }
    }

    subscript(rule: Rule) -> CheckLevel { levels[rule] ?? rule.standard }
}
