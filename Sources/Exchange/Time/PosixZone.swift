/// The rule after a TZif file's last transition: a POSIX TZ string (IEEE Std 1003.1, 8.3) with RFC 9636's extension
/// (hours from -167 to 167).
package struct PosixZone: Hashable, Sendable {
    private struct Change: Hashable, Sendable {
        enum Day: Hashable, Sendable {
            case julian(Int)  // 1...365, 29 February never counted
            case zeroBased(Int)  // 0...365, counted
            case nth(month: Int, week: Int, weekday: Int)
        }
        let day: Day
        let seconds: Int
    }

    private let standard: TimeZoneData.Period
    private let summer: (period: TimeZoneData.Period, from: Change, to: Change)?

    /// Nil where the text is no such rule.
    package init?(_ text: String) {
        var scanner = PosixZoneScanner(text)
        guard let name = scanner.name(), let west = scanner.time() else { return nil }
        standard = TimeZoneData.Period(offset: -west, abbreviation: name)
        guard !scanner.atEnd else {
            summer = nil
            return
        }
        guard let summerName = scanner.name() else { return nil }
        let offset = scanner.next == "," ? standard.offset + 3600 : scanner.time().map { -$0 }
        guard let offset, scanner.skip(","), let from = PosixZone.change(&scanner), scanner.skip(","),
            let to = PosixZone.change(&scanner), scanner.atEnd
        else { return nil }
        summer = (TimeZoneData.Period(offset: offset, abbreviation: summerName), from, to)
    }

    package func period(at seconds: Int) -> TimeZoneData.Period {
        guard let summer else { return standard }
        let year = CivilTime(Moment(seconds: seconds), offset: standard.offset, abbreviation: "").date.year
        let start = PosixZone.second(summer.from, year) - standard.offset
        let end = PosixZone.second(summer.to, year) - summer.period.offset
        let inSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
        return inSummer ? summer.period : standard
    }

    /// Local seconds since 1970 at which `change` happens in `year`.
    private static func second(_ change: Change, _ year: Int) -> Int {
        day(change.day, year) * 86_400 + change.seconds
    }

    private static func day(_ day: Change.Day, _ year: Int) -> Int {
        let january = daysBefore(year: year, month: 1)
        switch day {
        case .julian(let number):
            return january + number - 1 + (CivilDate.isLeap(year) && number >= 60 ? 1 : 0)
        case .zeroBased(let number):
            return january + number
        case .nth(let month, let week, let weekday):
            let first = daysBefore(year: year, month: month)
            // 1970-01-01 was a Thursday (4).
            let firstWeekday = ((first + 4) % 7 + 7) % 7
            var result = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if result >= first + CivilDate.days(inMonth: month, year: year) { result -= 7 }
            return result
        }
    }

    private static func daysBefore(year: Int, month: Int) -> Int {
        CivilDate(year: max(1, min(9999, year)), month: month, day: 1)?.daysSince1970 ?? 0
    }

    private static func change(_ scanner: inout PosixZoneScanner) -> Change? {
        let day: Change.Day?
        if scanner.skip("M") {
            guard let month = scanner.number(), scanner.skip("."), let week = scanner.number(), scanner.skip("."),
                let weekday = scanner.number(), (1...12).contains(month), (1...5).contains(week),
                (0...6).contains(weekday)
            else { return nil }
            day = .nth(month: month, week: week, weekday: weekday)
        } else if scanner.skip("J") {
            guard let number = scanner.number(), (1...365).contains(number) else { return nil }
            day = .julian(number)
        } else {
            guard let number = scanner.number(), (0...365).contains(number) else { return nil }
            day = .zeroBased(number)
        }
        guard let day else { return nil }
        guard scanner.skip("/") else { return Change(day: day, seconds: 7200) }
        return scanner.time().map { Change(day: day, seconds: $0) }
    }

    package static func == (left: PosixZone, right: PosixZone) -> Bool {
        left.standard == right.standard && left.summer?.period == right.summer?.period
            && left.summer?.from == right.summer?.from && left.summer?.to == right.summer?.to
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(standard) }
}
