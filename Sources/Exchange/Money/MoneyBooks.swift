/// Where the money of a run went, per currency: what came in was delivered, held, rejected or filtered, to the last digit.
package struct MoneyBooks: Hashable, Sendable, Codable {
    /// What became of an amount.
    package enum Fate: String, Hashable, Sendable, Codable, CaseIterable {
        case delivered
        /// Kept back for a person: the receiver may have it already.
        case held
        case rejected
        /// Left out on purpose, by a rule of the profile.
        case filtered
    }

    /// One currency.
    package struct Account: Hashable, Sendable, Codable {
        package var read = Decimal.zero
        package var fates: [Fate: Decimal] = [:]
        /// An amount, or the sum of all, was larger than anything here can be.
        package var isLost = false

        package subscript(fate: Fate) -> Decimal { fates[fate] ?? .zero }

        /// What came in and went nowhere; zero where the books balance.
        package var difference: Decimal? {
            guard !isLost else { return nil }
            return Fate.allCases.reduce(Optional(read)) { rest, fate in rest?.minus(self[fate]) }
        }
    }

    package private(set) var accounts: [Currency: Account] = [:]
    /// Records without an amount that could be read: none of their money is in the accounts.
    package var unreadable = 0

    package init() {}

    package var isEmpty: Bool { accounts.isEmpty && unreadable == 0 }

    /// Came in.
    package mutating func read(_ money: Money) {
        change(money.currency) { account in account.read.plus(money.amount).map { account.read = $0 } != nil }
    }

    package mutating func book(_ money: Money, _ fate: Fate) {
        change(money.currency) { account in
            account[fate].plus(money.amount).map { account.fates[fate] = $0 } != nil
        }
    }

    /// The books of another file on top.
    package mutating func add(_ other: MoneyBooks) {
        unreadable += other.unreadable
        for (currency, account) in other.accounts {
            read(Money(account.read, currency))
            for (fate, amount) in account.fates { book(Money(amount, currency), fate) }
            if account.isLost { accounts[currency, default: Account()].isLost = true }
        }
    }

    /// Currencies in which money came in and went nowhere, or the other way round.
    package var unbalanced: [Currency] {
        accounts.filter { $0.value.difference?.isZero != true }.map(\.key).sorted()
    }

    package var balances: Bool { unbalanced.isEmpty }

    private mutating func change(_ currency: Currency, _ body: (inout Account) -> Bool) {
        if !body(&accounts[currency, default: Account()]) { accounts[currency, default: Account()].isLost = true }
    }
}
