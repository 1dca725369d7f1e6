/// An amount of one currency.
package struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    package let currency: Currency
    package let amount: Decimal

    package init(_ amount: Decimal, _ currency: Currency) {
        self.amount = amount
        self.currency = currency
    }

    /// In cents, or what this currency has instead; nil where a digit would be lost.
    package var minor: Int128? { amount.units(at: currency.digits) }

    /// As people read it: `USD 1,319.05`.
    package var description: String { "\(currency) \(amount.grouped(digits: currency.digits))" }
}
