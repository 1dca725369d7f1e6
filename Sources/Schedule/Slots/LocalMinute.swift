import Exchange

/// A minute as a wall clock shows it, without a zone: `2026-11-01T01:30`. It names a slot.
package struct LocalMinute: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let date: CivilDate
    /// Since midnight, 0..<1440.
    package let minute: Int

    package init(_ date: CivilDate, minute: Int) {
        self.date = date
        self.minute = minute
    }

    package init(_ civil: CivilTime) {
        self.init(civil.date, minute: civil.hour * 60 + civil.minute)
    }

    /// As `description` writes it; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let marks: [Int: UInt8] = [4: 45, 7: 45, 10: 84, 13: 58]
        guard bytes.count == 16,
            bytes.enumerated().allSatisfy({ marks[$0] == $1 || (marks[$0] == nil && (48...57).contains($1)) })
        else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
        let (hour, minute) = (number(11..<13), number(14..<16))
        guard let date = CivilDate(year: number(0..<4), month: number(5..<7), day: number(8..<10)), hour < 24,
            minute < 60
        else { return nil }
        self.init(date, minute: hour * 60 + minute)
    }

    /// Seconds since 1970 as if the zone were UTC.
    var seconds: Int { date.daysSince1970 * 86_400 + minute * 60 }

    /// `01:30`.
    package var time: String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

    package var description: String { "\(date)T\(time)" }

    package static func < (left: LocalMinute, right: LocalMinute) -> Bool {
        (left.date, left.minute) < (right.date, right.minute)
    }
}
