import Exchange
import Rules

/// A profile of fees in plain English.
struct BursarFeesExplanation {
    let feed: BursarFeesFeed

    init(_ feed: BursarFeesFeed) { self.feed = feed }

    var lines: [String] { source + fate + feed.filter().explanation + feed.plan.explain() }

    private var source: [String] {
        guard let table = feed.table else {
            return ["Reads the library system's export of fees (XML); days are written \(feed.dates)."]
        }
        let amounts = AmountSettings.explanation(feed.amounts).map { [$0] } ?? []
        return table.format.explanation + ["Each row is a fee:"] + table.columns.explanation + amounts
    }

    private var fate: [String] {
        var lines = ["Charges go on above zero, credits below; in the source credits are \(feed.credits.rawValue)."]
        if !feed.currencies.isEmpty {
            lines.append("Only fees in \(feed.currencies.map(\.code).joined(separator: ", ")) go out.")
        }
        lines.append(
            feed.types.map { "The words for a type (type_words): \($0.explanation). Unknown types are kept back." }
                ?? "Fees of every type go out.")
        let key = feed.key == [.transactionID] ? "" : " (one \(feed.key.map(\.name).joined(separator: " and ")))"
        lines.append("A fee\(key) that was sent before is held, in whatever file it comes again.")
        return lines
    }
}
