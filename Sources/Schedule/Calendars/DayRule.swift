import Exchange

/// On which day something falls that is meant for a day, by a calendar.
struct DayRule: Hashable, Sendable {
    enum Fate: Hashable, Sendable {
        case stays
        case moves(CivilDate, because: String)
        case skipped(because: String)
    }

    let calendar: WorkCalendar?
    let onHoliday: HolidayRule
    let inTerm: Bool

    /// A working day is looked for this far.
    static let reach = 40

    /// How far the day that something falls on may be from the day it is meant for.
    var margin: Int { calendar != nil && (onHoliday == .next || onHoliday == .previous) ? DayRule.reach : 0 }

    func fate(_ date: CivilDate) -> Fate {
        guard let calendar else { return .stays }
        if inTerm && !calendar.isTerm(date) { return .skipped(because: "outside the terms of '\(calendar.name)'") }
        guard onHoliday != .run, let holiday = calendar.holiday(date) else { return .stays }
        if onHoliday == .skip { return .skipped(because: "holiday: \(holiday)") }
        let direction = onHoliday == .next ? 1 : -1
        for distance in 1...DayRule.reach {
            guard let day = date.adding(days: direction * distance) else { break }
            if calendar.isWorkingDay(day) { return .moves(day, because: holiday) }
        }
        return .skipped(because: "holiday: \(holiday), and no working day within \(DayRule.reach) days")
    }
}
