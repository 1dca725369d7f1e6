import Exchange

/// A question about a row: what some of its cells hold.
///
///     {GROUP: STAFF}                    {GROUP: {not: [UG, GR]}}      {EMAIL: {blank: yes}}
///     {EMAIL: {matches: ".*@x\\.edu"}}  {END: {before: today, date: YYYYMMDD}}
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

    /// Is it one of these? Each once, in the order they are written.
    case among(column: String, [String])
    case matches(column: String, String)
    case blank(column: String)
    /// Not where the cell is blank or no such date.
    case before(column: String, Day, DateLayout)
    case after(column: String, Day, DateLayout)
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
            .after(let column, _, _):
            [column]
        case .all(let inner), .any(let inner), .none(let inner): inner.flatMap(\.everyColumn)
        }
    }
}
