import Exchange

/// How a source writes its dates: `YYYY-MM-DD`, `DD.MM.YYYY`, `M/D/YY`, `YYYYMMDD`, `YYYY-MM-DDThh:mm:ssZ`.
///
/// `YYYY` is four digits; `MM` and `DD` two; `M` and `D` one or two; `MON` an English month of three letters, in capitals
/// or not; `YY` two digits, whose hundred years must be said. `hh`, `mm` and `ss` are a time of day, which is read over;
/// anything else stands for itself. A `Z` or a time behind a date that is not in the layout makes it no date.
package struct DateLayout: Hashable, Sendable, CustomStringConvertible {
    enum Part: Hashable, Sendable {
        case year
        /// Two digits, of the hundred years that begin with this one.
        case shortYear(from: Int)
        case month(Int)
        case monthName
        case day(Int)
        /// Two digits up to this: hours, minutes, seconds.
        case time(Int)
        case exactly(UInt8)
    }

    /// As it was written.
    package let description: String
    let parts: [Part]
    /// Whether dates of this layout are ISO 8601 as they stand.
    package let isISO: Bool

    /// ISO 8601, what most systems write and what XML Schema calls `xs:date`.
    package static let iso = DateLayout(
        description: "YYYY-MM-DD", parts: [.year, .exactly(45), .month(2), .exactly(45), .day(2)])

    /// Nil unless year, month and day each occur once, and a `YY` has its hundred years and nothing else has.
    package init?(_ text: String, centuryFrom: Int? = nil) {
        guard let parts = DateLayoutScan.parts(text, centuryFrom: centuryFrom) else { return nil }
        self.init(description: text, parts: parts)
    }

    private init(description: String, parts: [Part]) {
        self.description = description
        self.parts = parts
        isISO = parts == [.year, .exactly(45), .month(2), .exactly(45), .day(2)]
    }

    /// The day that `text` names, or nil where it does not have this layout or the day does not exist.
    package func date(_ text: UnsafeBufferPointer<UInt8>) -> CivilDate? {
        var (at, year, month, day) = (0, 0, 0, 0)
        for part in parts {
            switch part {
            case .year: guard DateLayout.digits(text, &at, 4...4, &year) else { return nil }
            case .shortYear(let from):
                guard DateLayout.digits(text, &at, 2...2, &year) else { return nil }
                year += from - from % 100 + (year < from % 100 ? 100 : 0)
            case .month(let width): guard DateLayout.digits(text, &at, width...2, &month) else { return nil }
            case .monthName: guard DateLayout.name(text, &at, &month) else { return nil }
            case .day(let width): guard DateLayout.digits(text, &at, width...2, &day) else { return nil }
            case .time(let most):
                var number = 0
                guard DateLayout.digits(text, &at, 2...2, &number), number <= most else { return nil }
            case .exactly(let byte):
                guard at < text.count, text[at] == byte else { return nil }
                at += 1
            }
        }
        return at == text.count ? CivilDate(year: year, month: month, day: day) : nil
    }

    package func date(_ text: String) -> CivilDate? { Array(text.utf8).withUnsafeBufferPointer { date($0) } }

    static let names = Array("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".utf8)

    private static func name(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ month: inout Int) -> Bool {
        guard at + 3 <= text.count else { return false }
        for candidate in 0..<12 where (0..<3).allSatisfy({ text[at + $0] & 0xDF == names[candidate * 3 + $0] }) {
            month = candidate + 1
            at += 3
            return true
        }
        return false
    }

    private static func digits(
        _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ count: ClosedRange<Int>, _ value: inout Int
    ) -> Bool {
        var taken = 0
        while taken < count.upperBound, at < text.count, text[at] &- 48 < 10 {
            value = value * 10 + Int(text[at] - 48)
            at += 1
            taken += 1
        }
        return taken >= count.lowerBound
    }
}
