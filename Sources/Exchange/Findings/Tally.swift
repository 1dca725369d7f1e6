/// What became of every record. The books must balance: nothing read may be unaccounted for.
package struct Tally: Hashable, Sendable {
    /// Records in.
    package var read = 0
    /// Records that no input held (people expired from the baseline).
    package var added = 0
    package var accepted = 0
    /// Not delivered: wrong, or kept back for a person (`MoneyBooks` tells these apart).
    package var rejected = 0
    /// Left out on purpose, by a rule of the profile.
    package var filtered = 0
    /// Joined into another record.
    package var merged = 0
    /// Where the money went; empty for feeds that carry none.
    package var money = MoneyBooks()
    /// Totals of what was written, to be held against what is read back, and shown to people: in the order they were made.
    package var controls: [ControlTotal] = []

    package init() {}

    /// Records in + added = accepted + rejected + filtered + merged (invariant 8 of the delivery protocol), and the same
    /// for the money.
    package var balances: Bool { countsBalance && money.balances }

    package var countsBalance: Bool { read + added == accepted + rejected + filtered + merged }
}

/// A total of one output: `132 records`, `amount 2904.5`.
package struct ControlTotal: Hashable, Sendable, Codable {
    /// The delivery's number, from 1.
    package let output: Int
    /// `records`, `lines`, or the name of a field whose values were added up as they are written.
    package let name: String
    package let total: Decimal
    /// The currency's code, where it is a sum of money in one: amounts in several are added up apart.
    package let currency: String?

    package init(output: Int, name: String, currency: String? = nil, total: Decimal) {
        self.output = output
        self.name = name
        self.currency = currency
        self.total = total
    }
}
