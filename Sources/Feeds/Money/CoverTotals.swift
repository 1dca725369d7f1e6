import Exchange

/// Sums of what goes out.
struct CoverTotals {
    struct Line: Hashable, Sendable {
        let code: String
        let name: String
        let currency: Currency
        var count = 0
        /// Nil where the sum is larger than anything can be.
        var sum: Decimal? = .zero
    }

    private struct Key: Hashable {
        let code: String
        let currency: Currency
    }

    private var all: [Key: Line] = [:]
    private var byParty: [Key: Line] = [:]
    private var byAccount: [Key: Line] = [:]
    private(set) var records = 0

    mutating func add(_ entry: CoverSheet.Entry) {
        records += 1
        let currency = entry.money.currency
        CoverTotals.add(entry.money.amount, "", "", currency, to: &all)
        CoverTotals.add(entry.money.amount, entry.party, entry.partyName, currency, to: &byParty)
        for share in entry.shares {
            CoverTotals.add(share.amount, share.account, share.name, currency, to: &byAccount)
        }
    }

    private static func add(
        _ amount: Decimal, _ code: String, _ name: String, _ currency: Currency, to lines: inout [Key: Line]
    ) {
        let key = Key(code: code, currency: currency)
        var line = lines[key] ?? Line(code: code, name: name, currency: currency)
        line.count += 1
        line.sum = line.sum?.plus(amount)
        lines[key] = line
    }

    var currencies: [Line] { CoverTotals.sorted(all) }
    var parties: [Line] { CoverTotals.sorted(byParty) }
    var accounts: [Line] { CoverTotals.sorted(byAccount) }

    private static func sorted(_ lines: [Key: Line]) -> [Line] {
        lines.values.sorted { ($0.code, $0.currency) < ($1.code, $1.currency) }
    }
}
