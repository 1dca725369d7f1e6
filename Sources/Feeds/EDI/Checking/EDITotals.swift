import Exchange

/// An invoice's arithmetic: which total is to be paid, which of the models it follows, and if none, how far it is off.
package struct EDITotals {
    /// What is to be paid, as the invoice says it.
    package let payable: EDIAmount
    package let lines: Decimal
    package let charges: Decimal
    package let taxes: Decimal
    /// The model that holds exactly; nil where none does.
    package let model: EDITotalModel?
    /// By the nearest model, where none holds.
    package let expected: Decimal
    package let nearest: EDITotalModel
    /// The lines are negative and the total is not, or the other way round: they fit but for that.
    package let isTurned: Bool
    let sums: EDISums

    /// What the invoice says above what it should.
    package var difference: Decimal { payable.amount.value.minus(expected) ?? .zero }

    /// nil where the invoice says no total, or numbers beyond all measure.
    init?(_ invoice: EDIInvoice, _ dialect: VendorDialect?) {
        guard let total = EDITotals.payable(invoice, dialect),
            let sums = EDISums(invoice, total: total, dialect: dialect),
            let untaxed = sums.lines.plus(sums.chargesOnTop), let taxed = untaxed.plus(sums.taxes)
        else { return nil }
        payable = total
        self.sums = sums
        (lines, charges, taxes) = (sums.lines, sums.chargesOnTop, sums.taxes)
        let plain = EDITotals.model(sums, total)
        var tries: [(EDITotalModel, Decimal)] = [(plain, untaxed)]
        if !sums.taxes.isZero {
            tries.insert((.taxOnTop, taxed), at: total.qualifier == "129" ? 0 : 1)
        }
        let said = total.amount.value
        // An invoice of nothing is the same either way round.
        let turned = tries.first { invoice.kind == .credit && $0.1 == -said && !said.isZero }
        let fit = tries.first { $0.1 == said } ?? turned
        let close = fit ?? EDITotals.closest(tries, said)
        model = fit?.0
        (nearest, expected) = close
        isTurned = turned != nil && fit?.1 != said
    }

    /// Where nothing else says so: payable, the message's, the invoice's, the lines'. The dialect knows better.
    static func payable(_ invoice: EDIInvoice, _ dialect: VendorDialect?) -> EDIAmount? {
        if let place = dialect?.total, let found = invoice.amount(place.qualifier, role: place.role) { return found }
        for qualifier in ["129", "9", "86", "39", "77", "79"] {
            if let found = invoice.amount(qualifier) { return found }
        }
        return nil
    }

    /// By where the charges stand.
    private static func model(_ sums: EDISums, _ total: EDIAmount) -> EDITotalModel {
        if !sums.summary.isEmpty { return total.qualifier == "86" ? .messageTotal : .summaryCharges }
        if !sums.header.isEmpty { return .headerCharges }
        if sums.areChargesApart { return .summaryCharges }
        return sums.inLines.isEmpty ? .linesAlone : .lineCharges
    }

    private static func closest(_ tries: [(EDITotalModel, Decimal)], _ said: Decimal) -> (EDITotalModel, Decimal) {
        tries.min { left, right in
            guard let a = said.minus(left.1), let b = said.minus(right.1) else { return false }
            return a.magnitude < b.magnitude
        } ?? (.linesAlone, .zero)
    }

    /// Other totals of the invoice that go neither with what is to be paid nor with a part of it.
    func contradictions(_ invoice: EDIInvoice) -> [EDIAmount] {
        let said = payable.amount.value
        let parts = [said, lines, lines.plus(charges), said.minus(taxes), lines.plus(taxes), expected].compactMap(
            \.self)
        let known = Set(parts.map(\.magnitude))
        return ["9", "79", "86", "39", "77"].compactMap { invoice.amount($0) }.filter {
            $0.amount.segment != payable.amount.segment && !known.contains($0.amount.value.magnitude)
        }
    }
}
