import Exchange

/// A cron line in plain English: `every weekday at 02:30`.
package struct CronWords {
    private let line: CronLine

    package init(_ line: CronLine) { self.line = line }

    package var text: String {
        let times = times
        return times.hasPrefix("every") ? (days == "every day" ? times : "\(days), \(times)") : "\(days) \(times)"
    }

    private var times: String {
        let hours = Set(line.minutesOfDay.map { $0 / 60 }).sorted()
        let minutes = Set(line.minutesOfDay.map { $0 % 60 }).sorted()
        if line.minutesOfDay.count <= 6 {
            return "at " + listed(line.minutesOfDay.map { "\(padded($0 / 60, 2)):\(padded($0 % 60, 2))" })
        }
        if let step = step(minutes) {
            return (step == 1 ? "every minute" : "every \(step) minutes") + hourWords(hours)
        }
        return "every hour at \(listed(minutes.map { ":" + padded($0, 2) }))" + hourWords(hours)
    }

    /// The step of minutes that go evenly through the hour from its beginning.
    private func step(_ minutes: [Int]) -> Int? {
        guard minutes.count > 1, minutes[0] == 0 else { return nil }
        let step = minutes[1]
        return 60 % step == 0 && minutes == Array(stride(from: 0, to: 60, by: step)) ? step : nil
    }

    private func hourWords(_ hours: [Int]) -> String {
        if hours.count == 24 { return "" }
        if hours.count > 1, hours == Array(hours[0]...hours[hours.count - 1]) {
            return " from \(padded(hours[0], 2)):00 to \(padded(hours[hours.count - 1], 2)):59"
        }
        return " of the \(hours.count == 1 ? "hour" : "hours") \(listed(hours.map { padded($0, 2) }))"
    }

    private var days: String {
        let months = (1...12).filter(line.months.has)
        let tail = months.count == 12 ? "" : " in " + listed(months.map { CivilDate.monthNames[$0 - 1] })
        return dayWords + tail
    }

    private var dayWords: String {
        let dates = (1...31).filter(line.days.has)
        let weekdays = (0...6).filter(line.weekdays.has)
        let allDates = dates.count == 31
        let allWeekdays = weekdays.count == 7
        if !line.isEither {
            if allDates && allWeekdays { return "every day" }
            if allDates { return weekdayWords(weekdays) }
            if allWeekdays { return dateWords(dates) }
            return "\(weekdayWords(weekdays)) that is \(dateWords(dates))"
        }
        return "\(dateWords(dates)), and \(weekdayWords(weekdays)),"
    }

    private func weekdayWords(_ weekdays: [Int]) -> String {
        if weekdays == [1, 2, 3, 4, 5] { return "every weekday" }
        // A week begins on Monday where people read it out.
        return "every " + listed(weekdays.sorted { ($0 + 6) % 7 < ($1 + 6) % 7 }.map { CivilDate.weekdayNames[$0] })
    }

    private func dateWords(_ dates: [Int]) -> String {
        let last = line.days.hasLast ? ["last day"] : []
        return "on the \(listed(dates.map(ordinal) + last)) of the month"
    }

    private func ordinal(_ number: Int) -> String {
        let ending = [1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"][number] ?? "th"
        return "\(number)\(ending)"
    }

    private func listed(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " and " + last
    }
}
