import Exchange

/// Charges and credits, per currency: how many, and how much.
struct FeeSums {
    private struct Sum {
        var count = 0
        var amount: Decimal? = .zero
    }

    private var charges: [Currency: Sum] = [:]
    private var credits: [Currency: Sum] = [:]

    mutating func add(_ money: Money) {
        func add(_ sums: inout [Currency: Sum]) {
            sums[money.currency, default: Sum()].count += 1
            let amount = sums[money.currency]?.amount
            sums[money.currency]?.amount = (amount ?? nil)?.plus(money.amount)
        }
        if money.amount.isNegative { add(&credits) } else { add(&charges) }
    }

    /// `12 charges: USD 593.72`, a line for each currency, with the signs as they go on.
    var lines: [String] { words(charges, "charge") + words(credits, "credit") }

    /// `12 payments: USD 593.72`; of credits likewise.
    var payments: [String] { words(charges, "payment") + words(credits, "credit") }

    private func words(_ sums: [Currency: Sum], _ noun: String) -> [String] {
        sums.sorted { $0.key < $1.key }.map { currency, sum in
            let money = sum.amount.map { Money($0, currency).description } ?? "more \(currency) than can be added up"
            return "\(counted(sum.count, noun)): \(money)"
        }
    }
}
