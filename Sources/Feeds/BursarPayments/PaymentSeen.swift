import Exchange

/// In files that repeat what earlier ones said: what of each row is new. For each fee the sum of its rows so far, since a
/// fee may stand in several; so memory grows with the fees of one file, and only of such files.
struct PaymentSeen {
    private struct Fee {
        /// Said by this file so far.
        var said = Decimal.zero
        /// Passed on before this file.
        var before = Decimal.zero
    }

    private var fees: [String: Fee] = [:]

    /// How much of `amount` (without its sign) is new, where `paid` has been passed on altogether; nil where sums are
    /// larger than anything can be. What was asked counts as said.
    mutating func news(_ key: String, _ amount: Decimal, paid: Decimal) -> Decimal? {
        var fee = fees[key] ?? Fee(before: paid)
        guard let said = fee.said.plus(amount), let new = PaymentSeen.beyond(fee.before, said),
            let old = PaymentSeen.beyond(fee.before, fee.said), let news = new.minus(old)
        else { return nil }
        fee.said = said
        fees[key] = fee
        return news
    }

    /// Fees of which this file says less than was passed on before.
    var lessened: [String] { fees.filter { $0.value.said < $0.value.before }.keys.sorted() }

    private static func beyond(_ limit: Decimal, _ sum: Decimal) -> Decimal? {
        sum > limit ? sum.minus(limit) : .zero
    }
}
