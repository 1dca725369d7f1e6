import Exchange

/// Local time in which nothing is begun: every day, on some days of the week, or once.
package struct Blackout: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: Hashable, Sendable {
        /// From a minute of the day up to, not including, another; over midnight where that is not later. The days are
        /// those on which it begins.
        case weekly(CronField.Content, from: Int, to: Int)
        case once(LocalMinute, LocalMinute)
    }

    package let description: String
    private let kind: Kind

    /// `23:00-01:00`, `SUN 02:00-04:00`, `MON-FRI 08:00-10:00`, `2026-12-24T18:00..2027-01-02T06:00`. Nil for anything
    /// else, and for one that lasts no time.
    package init?(_ text: String) {
        description = text
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        if ends.count == 2 {
            guard let first = LocalMinute(String(ends[0])), let last = LocalMinute(String(ends[1])), first < last else {
                return nil
            }
            kind = .once(first, last)
            return
        }
        let words = text.split(separator: " ")
        guard let times = words.last, words.count <= 2, let window = DayWindow(String(times)) else { return nil }
        do throws(CronProblem) {
            let days = try CronField.weekday.content(words.count == 2 ? words[0] : "*", at: 0)
            kind = .weekly(days, from: window.from, to: window.to)
        } catch { return nil }
    }

    package func contains(_ time: LocalMinute) -> Bool {
        switch kind {
        case .once(let first, let last): return first <= time && time < last
        case .weekly(let days, let from, let to):
            let today = has(days, time.date.weekday)
            let yesterday = has(days, (time.date.weekday + 6) % 7)
            if from < to { return today && time.minute >= from && time.minute < to }
            return today && time.minute >= from || yesterday && time.minute < to
        }
    }

    private func has(_ days: CronField.Content, _ weekday: Int) -> Bool {
        days.has(weekday) || (weekday == 0 && days.has(7))
    }
}
