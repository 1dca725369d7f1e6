import Exchange

/// One MOA: what kind of amount it is said to be, and how much.
package struct EDIAmount: Hashable, Sendable, Encodable {
    /// 5025: `9`, `86`, `203`.
    package let qualifier: String
    package let amount: Sited<Decimal>
    /// 6345, where the segment names one of its own.
    package let currency: String
    /// 6343: `4` invoicing currency.
    package let role: String
    package let section: EDISection
}

/// The three parts of a message that has lines.
package enum EDISection: String, Hashable, Sendable, Encodable {
    case header
    case line
    case summary
}
