/// A moment as a wall clock of some zone shows it.
package struct CivilTime: Hashable, Sendable, CustomStringConvertible {
    package let moment: Moment
    /// Seconds east of UTC at that moment.
    package let offset: Int
    /// What the zone calls itself then: `CET`, `CST`, `-03`.
    package let abbreviation: String
    package let date: CivilDate
    package let hour: Int
    package let minute: Int
    package let second: Int

    package init(_ moment: Moment, offset: Int, abbreviation: String) {
        self.moment = moment
        self.offset = offset
        self.abbreviation = abbreviation
        let local = moment.seconds + offset
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let rest = local - day * 86_400
        date = CivilDate(daysSince1970: day)
        hour = rest / 3600
        minute = rest / 60 % 60
        second = rest % 60
    }

    /// `2026-11-21 02:30:05 CST`.
    package var description: String {
        "\(date) \(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)) \(abbreviation)"
    }

    /// `20261121`.
    package var compactDate: String { "\(padded(date.year, 4))\(padded(date.month, 2))\(padded(date.day, 2))" }
    /// `023005`.
    package var compactTime: String { padded(hour, 2) + padded(minute, 2) + padded(second, 2) }
}
