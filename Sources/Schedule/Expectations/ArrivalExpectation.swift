import Exchange

/// What should come, and by when: weekdays between 01:30 and 04:00, 18,000 to 20,000 records, amber at 03:00, red at 04:00.
///
/// A file counts for a day from the hour at which the day's window opens on, up to the next expected day's. Times at or
/// before the window's beginning are of the next morning.
package struct ArrivalExpectation: Hashable, Sendable {
    /// Days of the week; 0 is Sunday.
    package let weekdays: Set<Int>
    package let window: DayWindow
    /// Minutes since the day's midnight, beyond 1440 on the next: from then on somebody should look.
    package let amber: Int
    /// From then on it is missing.
    package let red: Int
    package let records: ClosedRange<Int>?

    /// Nil where they are not in order: beginning, amber, red.
    package init?(
        weekdays: Set<Int>, window: DayWindow, amber: Int? = nil, red: Int? = nil, records: ClosedRange<Int>? = nil
    ) {
        func placed(_ minute: Int) -> Int { minute <= window.from ? minute + 1440 : minute }
        self.weekdays = weekdays
        self.window = window
        self.red = placed(red ?? window.to)
        self.amber = amber.map(placed) ?? self.red
        self.records = records
        guard self.amber <= self.red else { return nil }
    }

    /// How it stands at `now` with a day, by what came and the plan's calendar.
    package func state(
        on day: CivilDate, _ arrivals: [ArrivedFile], now: Moment, zone: TimeZoneData, plan: SchedulePlan
    ) -> ExpectationState {
        let rule = plan.dayRule
        guard isExpected(day, rule) else { return .notExpected(reason(day, rule)) }
        let opens = moment(day, window.from, zone)
        let reds = moment(day, red, zone)
        let closes = nextExpected(after: day, rule).map { moment($0, window.from, zone) }
        let own = arrivals.filter { file in file.at >= opens && closes.map { file.at < $0 } ?? true && file.at <= now }
        guard let first = own.min(by: { $0.at < $1.at }) else { return missing(day, now, zone) }
        if first.at >= reds {
            return .amber("it came late, at \(LocalMinute(zone.civil(first.at))): after \(text(red))")
        }
        return counts(own)
    }

    /// Where it is missing on that day: by when it should have come, `04:00`, and that moment.
    package func overdue(
        on day: CivilDate, _ arrivals: [ArrivedFile], now: Moment, zone: TimeZoneData, plan: SchedulePlan
    ) -> (by: String, since: Moment)? {
        guard case .red = state(on: day, arrivals, now: now, zone: zone, plan: plan) else { return nil }
        return (text(red), moment(day, red, zone))
    }

    /// That it is late on that day, and not missing yet: `nothing has come yet; expected 01:30-04:00`.
    package func late(
        on day: CivilDate, _ arrivals: [ArrivedFile], now: Moment, zone: TimeZoneData, plan: SchedulePlan
    ) -> String? {
        let uncounted = arrivals.map { ArrivedFile(at: $0.at, records: nil) }
        guard now < moment(day, red, zone),
            case .amber(let words) = state(on: day, uncounted, now: now, zone: zone, plan: plan)
        else { return nil }
        return words
    }

    /// How many records a load should have that comes now; nil where nobody says, or none is expected since yesterday.
    package func records(at now: Moment, zone: TimeZoneData, plan: SchedulePlan) -> ClosedRange<Int>? {
        let today = zone.civil(now).date
        let days = [today, CivilDate(daysSince1970: today.daysSince1970 - 1)]
        return days.contains { isExpected($0, plan.dayRule) && moment($0, window.from, zone) <= now } ? records : nil
    }

    /// Every day at the times from which it is late, or missing: when to look.
    package var lookLines: [String] {
        (amber < red ? [amber, red] : [red]).map { "\($0 % 60) \($0 % 1440 / 60) * * *" }
    }

    private func missing(_ day: CivilDate, _ now: Moment, _ zone: TimeZoneData) -> ExpectationState {
        if now >= moment(day, red, zone) { return .red("nothing has come, and it should have by \(text(red))") }
        if now >= moment(day, amber, zone) { return .amber("nothing has come yet; expected \(window)") }
        return .awaited
    }

    private func counts(_ files: [ArrivedFile]) -> ExpectationState {
        let counted = files.compactMap(\.records)
        guard let records, counted.count == files.count else { return .fine }
        let sum = counted.reduce(0, +)
        if records.contains(sum) { return .fine }
        return .amber(
            "it has \(Exchange.counted(sum, "record")); expected are \(grouped(records.lowerBound)) to "
                + "\(grouped(records.upperBound))")
    }

    private func text(_ minute: Int) -> String { DayWindow.text(minute % 1440) }

    private func moment(_ day: CivilDate, _ minute: Int, _ zone: TimeZoneData) -> Moment {
        let date = CivilDate(daysSince1970: day.daysSince1970 + minute / 1440)
        return zone.moment(date, hour: minute % 1440 / 60, minute: minute % 60, second: 0)
    }

    private func isExpected(_ day: CivilDate, _ rule: DayRule) -> Bool {
        let number = day.daysSince1970
        return (number - rule.margin...number + rule.margin).contains { source in
            let date = CivilDate(daysSince1970: source)
            guard weekdays.contains(date.weekday) else { return false }
            switch rule.fate(date) {
            case .stays: return date == day
            case .moves(let target, _): return target == day
            case .skipped: return false
            }
        }
    }

    private func reason(_ day: CivilDate, _ rule: DayRule) -> String? {
        guard weekdays.contains(day.weekday) else { return nil }
        switch rule.fate(day) {
        case .stays: return nil
        case .moves(let target, let holiday): return "holiday: \(holiday); expected on \(target) instead"
        case .skipped(let reason): return reason
        }
    }

    private func nextExpected(after day: CivilDate, _ rule: DayRule) -> CivilDate? {
        (1...60).lazy.map { CivilDate(daysSince1970: day.daysSince1970 + $0) }.first { isExpected($0, rule) }
    }
}
