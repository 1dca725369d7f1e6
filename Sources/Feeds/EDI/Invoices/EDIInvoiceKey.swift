import Exchange

/// What makes an invoice this one, whatever its file and its control numbers: vendor, number and amount. Blanks and capitals
/// make no other one.
struct EDIInvoiceKey: Hashable, Sendable {
    let party: String
    let number: String
    let money: Money

    /// The number as the register knows it: without blanks, in capitals.
    var plainNumber: String { number.filter { $0 != " " }.uppercased() }
    var text: String { "\(party)/\(plainNumber)/\(money)" }

    /// `Invoice 583607 of 1694510 over USD 420.10`.
    var words: String { "Invoice \(number.prefix(35)) of \(party.prefix(35)) over \(money)" }

    /// To one of the same vendor and number over another amount: both amounts, what they differ by, and what was done.
    func words(against entry: RegisterEntry, _ when: String) -> String {
        guard let before = entry.money, before.currency == money.currency,
            let more = money.amount.minus(before.amount)
        else {
            return
                "\(words) has the number of one that was delivered before (\(when)) over another amount. This one is "
                + "delivered, too: compare both before paying."
        }
        let difference = Money(more.magnitude, money.currency)
        return "\(words) has the number of one that was delivered before over \(before) (\(when)); this one asks for "
            + "\(difference) \(more.isNegative ? "less" : "more"). It is delivered, too: compare both before paying, the vendor "
            + "may have corrected the first."
    }
}
