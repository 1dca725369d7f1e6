import Exchange

/// A stretch of the day in local time, `01:30-04:00`; over midnight where the end is not later than the beginning.
package struct DayWindow: Hashable, Sendable, CustomStringConvertible {
    /// Minutes since midnight.
    package let from: Int
    package let to: Int

    /// Nil where it is not so written, or both ends are the same.
    package init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { DayWindow.minute(String($0)) }
        guard ends.count == 2, let from = ends[0], let to = ends[1], from != to else { return nil }
        self.from = from
        self.to = to
    }

    /// `02:30` as minutes since midnight; nil for anything else.
    package static func minute(_ text: String) -> Int? {
        LocalMinute("2000-01-01T" + text)?.minute
    }

    package static func text(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

    package var description: String { "\(DayWindow.text(from))-\(DayWindow.text(to))" }
}
