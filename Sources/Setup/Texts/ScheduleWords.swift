import Exchange
import Schedule

/// A schedule in plain English; with a clock and a zone also what comes next, and where the wall clock jumps.
struct ScheduleWords {
    let plan: SchedulePlan
    let zone: String

    var lines: [String] {
        let times = plan.lines.map { CronWords($0).text }
        return ["It runs \(times.joined(separator: "; ")), in \(zone)."] + calendar
            + [poll, jitter, overlap, catchUp].compactMap(\.self)
    }

    private var calendar: [String] {
        guard let calendar = plan.calendar else { return [] }
        let holidays: String? =
            switch plan.onHoliday {
            case .run: nil
            case .skip: "On holidays of the calendar '\(calendar.name)' it does not run."
            case .next: "What falls on a holiday of the calendar '\(calendar.name)' runs on the next working day."
            case .previous: "What falls on a holiday of the calendar '\(calendar.name)' runs on the working day before."
            }
        let terms = plan.inTerm ? "It runs on days of the terms of '\(calendar.name)' only." : nil
        let dark = calendar.blackouts.map(\.description).joined(separator: ", ")
        return [holidays, terms, dark.isEmpty ? nil : "Nothing begins in these times: \(dark)."].compactMap(\.self)
    }

    private var poll: String? {
        plan.poll.map {
            "From then on it looks again every \(DurationWords.text($0.every * 1000)), for "
                + "\(DurationWords.text($0.open * 1000)) or until its next time."
        }
    }

    private var jitter: String? {
        plan.jitter == 0
            ? nil
            : "Each run begins up to \(DurationWords.text(plan.jitter * 1000)) later, the same run always by the same."
    }

    private var overlap: String? {
        switch plan.overlap {
        case .queue: "While the last run is still at work the next one waits."
        case .skip: "While the last run is still at work the next one is left out."
        case .replace: "Where the last run is still at work it is stopped, and the next one goes on with it."
        }
    }

    private var catchUp: String? {
        let within = DurationWords.text(plan.horizon * 1000)
        switch plan.catchUp {
        case .latest: return "Of runs that were missed the last one is made, if it is no older than \(within)."
        case .all: return "Runs that were missed are made one after the other, if they are no older than \(within)."
        case .none: return "Runs that were missed are not made later."
        }
    }

    /// What comes next, and the next gap and fold within a year.
    static func coming(_ table: Timetable, now: Moment) -> [String] {
        let year = table.outlook(now..<Moment(seconds: now.seconds + 366 * 86_400))
        guard let next = year.first(where: { $0.skipped == nil }) ?? table.next(after: now) else {
            return ["It will not run: no day of the next twelve years is one of its days."]
        }
        let gap = year.first { $0.mark == .gap || !$0.alsoFor.isEmpty }
        let fold = year.first { $0.mark == .fold }
        return ["Next: \(moment(next.start, table.zone))."]
            + [gap.map { gapWords($0, table) }, fold.map(foldWords)].compactMap(\.self)
    }

    private static func gapWords(_ slot: Slot, _ table: Timetable) -> String {
        let own = slot.mark == .gap ? [slot.nominal] : []
        let missed = (own + slot.alsoFor).sorted()
        let times = missed.count > 2 ? "\(missed[0].time) to \(missed[missed.count - 1].time)" : listed(missed)
        let civil = LocalMinute(table.zone.civil(slot.at))
        return "On \(missed[0].date) the clock jumps over \(times): it runs at \(civil.time), once."
    }

    private static func foldWords(_ slot: Slot) -> String {
        "On \(slot.nominal.date) the clock shows \(slot.nominal.time) twice: it runs the first time only."
    }

    private static func listed(_ times: [LocalMinute]) -> String { times.map(\.time).joined(separator: " and ") }

    private static func moment(_ moment: Moment, _ zone: TimeZoneData) -> String {
        let civil = zone.civil(moment)
        let utc = TimeZoneData.utc.civil(moment)
        let time = LocalMinute(civil)
        return
            "\(civil.date.weekdayName), \(time.date) \(time.time) \(civil.abbreviation) (\(LocalMinute(utc).time) UTC)"
    }
}
