import Exchange
import Rules

/// What one file holds so far.
struct TargetCounts {
    /// By level, outermost first.
    var levels: [Int]
    var details = 0
    var lines = 0
    var bytes = 0
    var totals: [TargetTotal: Decimal] = [:]
    /// The one currency of each total.
    var currencies: [TargetTotal: TargetCurrency] = [:]
    /// Of each column and currency, as its numbers are written, in the order they first came.
    var sums: [TargetSum] = []

    init(levels: Int) { self.levels = Array(repeating: 0, count: levels) }

    /// Becomes the other, without memory of its own being made anew.
    mutating func take(_ other: TargetCounts) {
        (details, lines, bytes) = (other.details, other.lines, other.bytes)
        for level in levels.indices { levels[level] = other.levels[level] }
        if sums.count == other.sums.count {
            for place in sums.indices { sums[place] = other.sums[place] }
        } else {
            sums = other.sums
        }
        if totals.isEmpty, other.totals.isEmpty { return }
        (totals, currencies) = (other.totals, other.currencies)
    }

    func count(_ count: LayoutSource.Count) -> Int {
        switch count {
        case .records: levels[0]
        case .lines: lines
        case .details: details
        case .bytes: bytes
        case .level(let level): levels[level]
        }
    }

    mutating func add(_ number: Decimal, to column: Int, _ currency: TargetCurrency) {
        guard let place = sums.firstIndex(where: { $0.column == column && $0.currency == currency }) else {
            return sums.append(TargetSum(column: column, currency: currency, sum: number))
        }
        sums[place].sum = sums[place].sum.flatMap { $0.plus(number) }
    }
}
