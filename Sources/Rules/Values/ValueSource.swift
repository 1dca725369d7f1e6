import Exchange

extension ValueRule {
    /// Where a value comes from.
    package indirect enum Source: Hashable, Sendable {
        /// By its name in the header, or by its number (from 1) where there is no header.
        case column(String)
        case constant(String)
        /// The first of these that is not blank.
        case first([ValueRule])
        case template(Template)
        /// The first whose condition holds, blank or not; blank where none does.
        case choose([ValueRule])
        /// The day of the run and a span.
        case today(DateSpan)
        /// Without a column, the first date on or after the day of the run; with one, the date of its key.
        case calendar(Calendar, column: String?)

        var columns: [String] {
            switch self {
            case .column(let name): [name]
            case .constant, .today: []
            case .first(let rules), .choose(let rules): rules.flatMap(\.columns)
            case .template(let template): template.columns
            case .calendar(_, let name): name.map { [$0] } ?? []
            }
        }

        /// Whether each value is an ISO date before any modifier has acted.
        var yieldsDates: Bool {
            switch self {
            case .today, .calendar: true
            case .first(let rules), .choose(let rules): rules.allSatisfy(\.yieldsDate)
            case .constant(let text): DateLayout.iso.date(text) != nil
            case .column, .template: false
            }
        }
    }
}
