import Exchange

/// A line's amount against its price and quantity. Never more than a notice: vendors write list prices.
struct EDILineCheck {
    private let line: EDIInvoiceLine

    init(_ line: EDIInvoiceLine) { self.line = line }

    /// By the net price, else by the gross one with discount and charges.
    var wanted: Decimal? { all.first }

    /// Every amount that price, quantity, discounts and charges may come to.
    private var all: [Decimal] {
        guard let quantity = line.item.quantity("47")?.value, !line.item.prices.isEmpty else { return [] }
        let percent = line.charges.first { $0.isAllowance }?.percent
        let effects = line.charges.map(\.effect).sum ?? .zero
        let surcharges = line.charges.filter { !$0.isAllowance }.map(\.effect).sum ?? .zero
        var wanted: [Decimal] = []
        for price in line.item.prices {
            guard let gross = price.price.value.times(quantity) else { continue }
            let reductions = line.amount("52").flatMap { $0.value.magnitude.times(quantity.magnitude) }
            let options = [
                gross, gross.plus(effects), gross.plus(surcharges), price.price.value,
                percent.flatMap { gross.times(EDILineCheck.rest($0)) }, reductions.flatMap { gross.minus($0) },
                line.amount("52").flatMap { gross.minus($0.value.magnitude) },
            ]
            wanted += options.compactMap { $0?.rounded(to: 2) }
        }
        return wanted
    }

    /// What a discount of so many percent leaves, as a factor.
    private static func rest(_ percent: Decimal) -> Decimal {
        guard let left = Decimal(whole: 100).minus(percent) else { return Decimal(whole: 1) }
        return left.times(Decimal(units: 1, scale: 2) ?? .zero) ?? Decimal(whole: 1)
    }

    /// nil where it fits to the cent, or there is nothing to hold it against.
    func difference(_ amount: Decimal) -> Decimal? {
        let all = all
        guard let cent = Decimal(units: 1, scale: 2), let first = all.first else { return nil }
        let fits = all.contains { ($0.magnitude.minus(amount.magnitude)?.magnitude ?? $0) <= cent }
        return fits ? nil : amount.minus(first)
    }
}
