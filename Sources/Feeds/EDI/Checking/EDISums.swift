import Exchange

/// What an invoice's amounts add up to, part by part.
struct EDISums {
    /// Of each line, in their order; nil where it cannot be known.
    let lineAmounts: [Decimal?]
    let lines: Decimal
    /// Charges without those that only say again what others said.
    let header: [EDICharge]
    let summary: [EDICharge]
    let inLines: [EDICharge]
    /// A charge of the summary with the one it repeats, of the header.
    let repeated: [(first: EDICharge, again: EDICharge)]
    /// A charge of the summary that is the sum of the lines' own.
    let recap: EDICharge?
    /// The lines say charges that are not in their amounts: price times quantity is the amount as it stands.
    let areChargesApart: Bool
    let taxes: Decimal
    let chargesOnTop: Decimal

    /// nil where numbers are larger than anything here can be.
    init?(_ invoice: EDIInvoice, total: EDIAmount?, dialect: VendorDialect?) {
        let amounts = invoice.lines.map { $0.payable(dialect) }
        inLines = invoice.lines.flatMap(\.charges).filter { $0.amount != nil }
        let stated = invoice.charges.filter { $0.amount != nil } + EDISums.bare(invoice, total)
        header = stated.filter { $0.section == .header }
        let below = stated.filter { $0.section == .summary }
        repeated = EDISums.pairs(header, below)
        let (own, header) = (inLines, header)
        let repeats = Set(repeated.map(\.again.segment))
        let rest = below.filter { !repeats.contains($0.segment) }
        guard let ownSum = own.map(\.effect).sum, let restSum = rest.map(\.effect).sum else { return nil }
        recap = own.isEmpty ? nil : rest.first { $0.effect == ownSum && EDISums.sameKind($0, own) }
        // Several charges of the summary may repeat those of the lines together.
        let isRecapAsWhole = recap == nil && !own.isEmpty && !rest.isEmpty && restSum == ownSum
        areChargesApart = EDISums.areApart(invoice)
        let recapSegment = recap?.segment
        summary = isRecapAsWhole ? [] : rest.filter { $0.segment != recapSegment }
        guard let lineSum = amounts.compactMap(\.self).sum, let taxes = EDISums.taxes(invoice),
            let onTop = ((header + summary).map(\.effect) + (areChargesApart ? [ownSum] : [])).sum
        else { return nil }
        (lineAmounts, lines, self.taxes, chargesOnTop) = (amounts, lineSum, taxes, onTop)
    }

    private static func sameKind(_ charge: EDICharge, _ others: [EDICharge]) -> Bool {
        charge.code.isEmpty || others.contains { $0.code == charge.code || $0.code.isEmpty }
    }

    /// Each charge of the summary with one of the header that may be the same.
    private static func pairs(
        _ header: [EDICharge], _ summary: [EDICharge]
    ) -> [(first: EDICharge, again: EDICharge)] {
        var free = summary
        var pairs: [(EDICharge, EDICharge)] = []
        for charge in header {
            if let at = free.firstIndex(where: charge.looksLike) { pairs.append((charge, free.remove(at: at))) }
        }
        return pairs
    }

    /// Amounts of charges without an ALC before them.
    private static func bare(_ invoice: EDIInvoice, _ total: EDIAmount?) -> [EDICharge] {
        invoice.amounts.filter { $0.qualifier == "8" && $0.amount.segment != total?.amount.segment }.map {
            EDICharge(
                isAllowance: false, code: "", text: "", section: $0.section, segment: $0.amount.segment,
                position: $0.amount.position, amount: $0.amount)
        }
    }

    private static func areApart(_ invoice: EDIInvoice) -> Bool {
        let charged = invoice.lines.filter { line in line.charges.contains { !$0.isAllowance && $0.amount != nil } }
        return !charged.isEmpty
            && charged.allSatisfy { line in
                guard let amount = line.amount("203")?.value, let quantity = line.item.quantity("47")?.value else {
                    return false
                }
                return line.item.prices.contains { $0.price.value.times(quantity)?.rounded(to: 2) == amount }
            }
    }

    /// Of the lines where they say any, else of the summary or the header: whoever says both says one twice.
    private static func taxes(_ invoice: EDIInvoice) -> Decimal? {
        let ofLines = invoice.lines.flatMap(\.taxes).compactMap(\.amount?.value)
        if ofLines.contains(where: { !$0.isZero }) { return ofLines.sum }
        let below = invoice.taxes.filter { $0.section == .summary }.compactMap(\.amount?.value)
        if let sum = below.sum, !below.isEmpty { return sum }
        let stated = invoice.amounts.first { $0.qualifier == "176" }?.amount.value
        return stated ?? invoice.taxes.compactMap(\.amount?.value).sum
    }
}

extension EDIInvoiceLine {
    /// The amount of the line: as it is said, or worked out from the line's total without its tax, or from price and
    /// quantity. Some vendors mean their price by it (dialects).
    func payable(_ dialect: VendorDialect?) -> Decimal? {
        if dialect?.lineAmount == .price, let amount = priced { return amount }
        if let amount = amount("203") ?? amount("38") ?? amount("66") { return amount.value }
        if let whole = amount("128") {
            let tax = taxes.compactMap(\.amount?.value).sum ?? .zero
            return whole.value.minus(tax)
        }
        return priced
    }

    /// Quantity times price, to the cent.
    private var priced: Decimal? {
        guard let quantity = item.quantity("47", "21", "1")?.value else { return nil }
        guard
            let price = (item.price("AAA") ?? item.price("AAB") ?? item.price("INV") ?? item.prices.first)?.price.value
        else { return nil }
        return quantity.times(price)?.rounded(to: 2)
    }
}

extension Sequence<Decimal> {
    /// nil where it is larger than anything here can be.
    var sum: Decimal? { reduce(Optional(Decimal.zero)) { sum, next in sum?.plus(next) } }
}
