import Exchange

/// Charges and credits, per currency: how many, and how much.
struct FeeSums {
    private struct Sum {
        var count = 0
        var amount: Decimal? = .zero

        mutating func add(_ more: Decimal) {
            count += 1
            amount = amount?.plus(more)
        }
    }

    private var charges: [Currency: Sum] = [:]
    private var credits: [Currency: Sum] = [:]

    mutating func add(_ money: Money) {
        if money.amount.isNegative {
            credits[money.currency, default: Sum()].add(money.amount)
        } else {
            charges[money.currency, default: Sum()].add(money.amount)
        }
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
