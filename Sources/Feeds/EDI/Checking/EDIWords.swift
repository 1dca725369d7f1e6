import Exchange

/// Figures in sentences.
struct EDIWords {
    let digits: Int

    init(_ currency: Currency?) { digits = currency?.digits ?? 2 }

    func money(_ amount: Decimal) -> String { amount.grouped(digits: digits) }

    /// `lines 412.10 + freight 8.00 = 420.10`, or the amount alone.
    func calculation(_ totals: EDITotals) -> String {
        var text = "lines \(money(totals.lines))"
        for charge in totals.sums.header + totals.sums.summary {
            let sign = charge.effect.isNegative ? "-" : "+"
            text += " \(sign) \(charge.name) \(money(charge.effect.magnitude))"
        }
        if totals.sums.areChargesApart, let sum = totals.sums.inLines.map(\.effect).sum {
            text += " + charges of the lines \(money(sum))"
        }
        if totals.nearest == .taxOnTop { text += " + tax \(money(totals.taxes))" }
        return text.contains("+ ") || text.contains("- ") ? text + " = \(money(totals.expected))" : text
    }

    func verdict(_ totals: EDITotals) -> String {
        let difference = totals.difference
        let direction = difference.isNegative == totals.expected.isNegative ? "over" : "short"
        return "\(calculation(totals)), and the invoice says \(money(totals.payable.amount.value)) "
            + "(\(money(difference.magnitude)) \(direction))"
    }
}
