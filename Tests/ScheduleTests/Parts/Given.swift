import Exchange
import Machine
import Schedule

/// What tests of the schedule begin with.
enum Given {
    static func zone(_ name: String = "America/Chicago") throws -> TimeZoneData { try TimeZoneFile.zone(named: name) }

    static func table(
        _ lines: String..., zone name: String = "America/Chicago", calendar: WorkCalendar? = nil,
        onHoliday: HolidayRule = .skip, inTerm: Bool = false, jitter: Int = 0, poll: PollRule? = nil,
        catchUp: CatchUp = .latest, horizon: Int = SchedulePlan.standardHorizon
    ) throws -> Timetable {
        let plan = SchedulePlan(
            lines: try lines.map { try CronLine($0) }, calendar: calendar, onHoliday: onHoliday, inTerm: inTerm,
            jitter: jitter, poll: poll, catchUp: catchUp, horizon: horizon)
        return Timetable(plan, zone: try zone(name), name: "example/sis-import")
    }

    static func date(_ text: String) -> CivilDate { LocalMinute(text + "T00:00")?.date ?? CivilDate(daysSince1970: 0) }

    /// In UTC: `2026-11-01T06:30`.
    static func utc(_ text: String) -> Moment {
        let time = LocalMinute(text) ?? LocalMinute(date(text), minute: 0)
        return Moment(seconds: time.date.daysSince1970 * 86_400 + time.minute * 60)
    }

    static func span(_ name: String, _ text: String) -> [DaySpan] { DaySpan(name, text).map { [$0] } ?? [] }
}

extension Timetable {
    /// `slot@UTC` of each that runs.
    func shown(_ from: String, _ to: String) -> [String] {
        slots(in: Given.utc(from)..<Given.utc(to)).map { "\($0.id)@\(Timetable.instant($0.at))" }
    }
}
