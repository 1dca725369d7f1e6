import Exchange

/// Days with a name, both ends included: of one time, or of every year.
package struct DaySpan: Hashable, Sendable {
    package let name: String
    private let first: Day
    private let last: Day

    /// `year` is nil where it comes every year.
    private struct Day: Hashable, Sendable {
        let year: Int?
        let month: Int
        let day: Int
        var order: Int { (year ?? 0) * 10_000 + month * 100 + day }
    }

    /// `2026-11-26`, `2026-12-24..2027-01-01`, and without the year `12-25`, `12-24..01-01`. Nil where it is none of these,
    /// a day does not exist, or the end is before the beginning.
    package init?(_ name: String, _ text: String) {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { DaySpan.day($0) }
        guard ends.count == 1 || ends.count == 2, let first = ends[0], let last = ends[ends.count - 1],
            (first.year == nil) == (last.year == nil), first.year == nil || first.order <= last.order
        else { return nil }
        self.name = name
        self.first = first
        self.last = last
    }

    package func contains(_ date: CivilDate) -> Bool {
        let isYearly = first.year == nil
        let order = (isYearly ? 0 : date.year * 10_000) + date.month * 100 + date.day
        if first.order <= last.order { return order >= first.order && order <= last.order }
        return order >= first.order || order <= last.order
    }

    private static func day(_ text: Substring) -> Day? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        if parts.map(\.count) == [4, 2, 2] {
            return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]).map {
                Day(year: $0.year, month: $0.month, day: $0.day)
            }
        }
        guard parts.map(\.count) == [2, 2] else { return nil }
        // In a leap year, so that 29 February can be named.
        return CivilDate(year: 2000, month: numbers[0], day: numbers[1]).map {
            Day(year: nil, month: $0.month, day: $0.day)
        }
    }
}
