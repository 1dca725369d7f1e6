/// When a profile runs, as its author wrote it; without a zone it is no time yet (`Timetable`).
package struct SchedulePlan: Hashable, Sendable {
    /// Never empty.
    package let lines: [CronLine]
    package let calendar: WorkCalendar?
    package let onHoliday: HolidayRule
    /// Only on days of the calendar's terms.
    package let inTerm: Bool
    /// Runs begin up to so many seconds later, each by its own, always the same amount.
    package let jitter: Int
    package let poll: PollRule?
    package let overlap: Overlap
    package let catchUp: CatchUp
    /// Seconds: what is older is not caught up.
    package let horizon: Int
    /// 1 begins before 9 where not all of its institution can begin at once.
    package let priority: Int

    package static let standardHorizon = 3 * 86_400
    package static let standardPriority = 5

    package init(
        lines: [CronLine], calendar: WorkCalendar? = nil, onHoliday: HolidayRule = .run, inTerm: Bool = false,
        jitter: Int = 0, poll: PollRule? = nil, overlap: Overlap = .queue, catchUp: CatchUp = .latest,
        horizon: Int = standardHorizon, priority: Int = standardPriority
    ) {
        self.lines = lines
        self.calendar = calendar
        self.onHoliday = onHoliday
        self.inTerm = inTerm
        self.jitter = jitter
        self.poll = poll
        self.overlap = overlap
        self.catchUp = catchUp
        self.horizon = horizon
        self.priority = priority
    }

    var dayRule: DayRule { DayRule(calendar: calendar, onHoliday: onHoliday, inTerm: inTerm) }
}
