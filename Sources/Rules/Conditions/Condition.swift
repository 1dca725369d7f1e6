import Exchange

/// A question about a row: what some of its cells hold.
///
///     {GROUP: STAFF}                    {GROUP: {not: [UG, GR]}}      {EMAIL: {blank: yes}}
///     {EMAIL: {matches: ".*@x\\.edu"}}  {END: {before: today, date: YYYYMMDD}}
///     {AMOUNT: {at_least: 0.50}}        {BILLED: {older_than: 30 days}}
///     {GROUP: [UG, GR], END: …}         {any: [{…}, {…}]}
///
/// Cells are compared without the blanks around them, letter by letter.
package indirect enum Condition: Hashable, Sendable {
    /// A day that a date is held against.
    package enum Day: Hashable, Sendable {
        /// The day of the run, moved.
        case run(DateSpan)
        case fixed(CivilDate)
    }

    /// How a number is held against another, exactly.
    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case atLeast = "at_least"
        case above
        case atMost = "at_most"
        case below

        func holds(_ number: Decimal, _ limit: Decimal) -> Bool {
            switch self {
            case .atLeast: number >= limit
            case .above: number > limit
            case .atMost: number <= limit
            case .below: number < limit
            }
        }

        var words: String {
            switch self {
            case .atLeast: "at least"
            case .above: "above"
            case .atMost: "at most"
            case .below: "below"
            }
        }
    }

    /// Is it one of these? Each once, in the order they are written.
    case among(column: String, [String])
    case matches(column: String, String)
    case blank(column: String)
    /// Not where the cell is blank or no such date.
    case before(column: String, Day, DateLayout)
    case after(column: String, Day, DateLayout)
    /// Not where the cell is no number, as XML Schema's `decimal` has it.
    case compares(column: String, Comparison, Decimal)
    case all([Condition])
    case any([Condition])
    case none([Condition])

    static func not(_ condition: Condition) -> Condition { .none([condition]) }

    /// Every column it looks at, each once, in the order they are written.
    package var columns: [String] {
        var seen: Set<String> = []
        return everyColumn.filter { seen.insert($0).inserted }
    }

    private var everyColumn: [String] {
        switch self {
        case .among(let column, _), .matches(let column, _), .blank(let column), .before(let column, _, _),
            .after(let column, _, _), .compares(let column, _, _):
            [column]
        case .all(let inner), .any(let inner), .none(let inner): inner.flatMap(\.everyColumn)
        }
    }
}
