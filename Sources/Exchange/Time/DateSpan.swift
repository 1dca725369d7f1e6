/// A stretch of calendar time with its direction: `+6 months`, `45 days`, `-1 year`.
package struct DateSpan: Hashable, Sendable, CustomStringConvertible {
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case day, week, month, year

        /// More than anybody means: the whole calendar is 9,999 years.
        var limit: Int {
            switch self {
            case .day: 3_652_059
            case .week: 521_722
            case .month: 119_988
            case .year: 9999
            }
        }
    }

    /// Negative: back in time.
    package let count: Int
    package let unit: Unit

    package static let none = DateSpan(0, .day)

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// A number with or without a sign, and a unit with or without its plural s. Nil for anything else, and for a span
    /// that is longer than the calendar.
    package init?(_ text: String) {
        let isBack = text.hasPrefix("-")
        let rest = text.hasPrefix("+") || isBack ? text.dropFirst() : text[...]
        let bare = rest.drop { $0 == " " }
        let digits = bare.prefix { $0.isASCII && $0.isNumber }
        let word = String(bare.dropFirst(digits.count).drop { $0 == " " }).lowercased()
        guard let count = Int(digits), let unit = DateSpan.unit(word), count <= unit.limit else { return nil }
        self.init(isBack ? -count : count, unit)
    }

    private static func unit(_ word: String) -> Unit? {
        Unit.allCases.first { word == $0.rawValue || word == $0.rawValue + "s" }
    }

    package var reversed: DateSpan { DateSpan(-count, unit) }

    /// `6 months`, without a direction.
    package var words: String { "\(abs(count)) \(unit.rawValue)\(abs(count) == 1 ? "" : "s")" }

    /// `+6 months`.
    package var description: String { (count < 0 ? "-" : "+") + words }
}
