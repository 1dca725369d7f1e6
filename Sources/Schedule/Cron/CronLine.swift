import Exchange

/// A cron line of five fields: minute, hour, day of the month, month, day of the week.
///
/// Names (`JAN`, `MON`, in any capitals), lists, ranges, steps, `L` for the month's last day, `?` for `*` in the two
/// fields of days, 7 for Sunday; `@hourly @daily @midnight @weekly @monthly @yearly @annually`.
///
/// Where both fields of days are restricted, a day that fits either of them counts; where one begins with `*`, a day must
/// fit both: the rule of Vixie's cron, so `*/2` does not make it a matter of either.
package struct CronLine: Hashable, Sendable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    let days: CronField.Content
    let months: CronField.Content
    let weekdays: CronField.Content
    /// In order; minutes since midnight.
    let minutesOfDay: [Int]

    package init(_ text: String) throws(CronProblem) {
        let words = try CronLine.words(text)
        var contents: [CronField.Content] = []
        for (field, word) in zip(CronField.all, words) {
            contents.append(try field.content(word.text[...], at: word.offset))
        }
        description = text
        days = contents[2]
        months = contents[3]
        var weekdays = contents[4]
        if weekdays.has(7) { weekdays.mask |= 1 }
        weekdays.mask &= 0x7F
        self.weekdays = weekdays
        minutesOfDay = (0..<24).filter(contents[1].has).flatMap { hour in
            (0..<60).filter(contents[0].has).map { hour * 60 + $0 }
        }
        guard occurs else {
            throw CronProblem(
                words[2].offset,
                "this day never comes: none of its months has it; 'L' is the last day of whatever month")
        }
    }

    package func isDay(_ date: CivilDate) -> Bool {
        guard months.has(date.month) else { return false }
        let isDay = days.has(date.day) || (days.hasLast && isLast(date))
        let isWeekday = weekdays.has(date.weekday)
        return isEither ? isDay || isWeekday : isDay && isWeekday
    }

    var isEither: Bool { !days.isStar && !weekdays.isStar }

    private func isLast(_ date: CivilDate) -> Bool {
        date.day == CivilDate.days(inMonth: date.month, year: date.year)
    }

    private var occurs: Bool {
        if isEither || days.hasLast { return true }
        return (1...12).contains { month in
            // 2000 was a leap year: 29 February comes, if seldom.
            months.has(month) && (1...CivilDate.days(inMonth: month, year: 2000)).contains(where: days.has)
        }
    }
}

extension CronLine {
    private struct Word {
        let text: String
        let offset: Int
    }

    private static let named = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
        "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
    ]

    private static func words(_ text: String) throws(CronProblem) -> [Word] {
        if text.first == "@" { return try named(text) }
        let words = split(text)
        if words.count == 5 { return words }
        if words.isEmpty { throw CronProblem(0, "there is no time in it: write it as '30 2 * * MON-FRI'") }
        if words.count < 5 {
            throw CronProblem(
                0, "it has \(counted(words.count, "field")) of five: minute, hour, day of the month, month, weekday")
        }
        throw CronProblem(
            words[5].offset,
            "it has more than five fields: minute, hour, day of the month, month, weekday; no seconds, no year, no command"
        )
    }

    private static func named(_ text: String) throws(CronProblem) -> [Word] {
        if let line = named[text.lowercased()] { return split(line).map { Word(text: $0.text, offset: 0) } }
        let names = named.keys.sorted()
        if text.lowercased() == "@reboot" {
            throw CronProblem(0, "'@reboot' is no time of the day: a schedule does not ask when a machine was started")
        }
        throw CronProblem(
            0, "'\(text)' is not known: \(names.joined(separator: " "))", nearest: nearest(text, among: names))
    }

    private static func split(_ text: String) -> [Word] {
        var words: [Word] = []
        var word = ""
        for (place, letter) in (Array(text) + [" "]).enumerated() {
            if letter != " " && letter != "\t" {
                word.append(letter)
            } else if !word.isEmpty {
                words.append(Word(text: word, offset: place - word.count))
                word = ""
            }
        }
        return words
    }
}
