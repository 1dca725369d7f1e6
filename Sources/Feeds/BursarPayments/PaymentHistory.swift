import Exchange

/// What the register knows of one fee, as far as a payment of it is concerned.
struct PaymentHistory {
    /// The last time it was sent, or would be; nil where this program never did.
    let sent: RegisterEntry?
    /// What it came to: where fees are told apart by more than their number, all of them together.
    let owed: Money?
    /// Payments that were passed on. What a person wants again counts for this run only.
    let payments: [RegisterEntry]
    /// The bursar's last refusal.
    let refusal: RegisterEntry?

    init(_ entries: [RegisterEntry], _ facts: RunFacts) {
        let all = entries.filter { $0.event == .sent }
        sent = all.last { !$0.isProposed } ?? all.last
        owed = PaymentHistory.sum(all.filter { !$0.isProposed })
        payments = entries.filter {
            ($0.event == .paid || $0.event == .partlyPaid) && (!facts.isAgain || $0.run == facts.run)
        }
        refusal = entries.last { $0.event == .rejected }
    }

    /// Of the last time each was sent; nil where that is no sum of one currency.
    private static func sum(_ sent: [RegisterEntry]) -> Money? {
        var last: [String: Money] = [:]
        for entry in sent { last[entry.key] = entry.money }
        guard let currency = last.values.first?.currency else { return nil }
        var sum = Decimal.zero
        for money in last.values {
            guard money.currency == currency, let more = sum.plus(money.amount) else { return nil }
            sum = more
        }
        return Money(sum, currency)
    }

    /// Nil where the sum is larger than anything can be.
    var paid: Decimal? {
        payments.reduce(Optional(.zero)) { sum, entry in sum?.plus(entry.money?.amount.magnitude ?? .zero) }
    }

    /// The same payment, heard of before: by the bursar's own number, or else by amount and day.
    func same(_ money: Money, _ row: PaymentRow, _ day: CivilDate?) -> RegisterEntry? {
        let number = row.string(.paymentID)
        if !number.isEmpty { return payments.first { $0.reference == number } }
        let equal = payments.filter { $0.money == money }
        if let day { return equal.first { $0.day == day } }
        // Two equal instalments may come on whatever day, but not when nothing is owed any more.
        guard let owed = owed?.amount.magnitude, let paid, paid >= owed else { return nil }
        return equal.first
    }
}
