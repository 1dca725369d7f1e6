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
    /// Of each column, as its numbers are written; nil: larger than anything here can be.
    var sums: [Decimal?]

    init(levels: Int, columns: Int) {
        self.levels = Array(repeating: 0, count: levels)
        sums = Array(repeating: .zero, count: columns)
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

    mutating func add(_ number: Decimal, to column: Int) { sums[column] = sums[column].flatMap { $0.plus(number) } }
}
