import Exchange
import Schedule

/// A profile's `schedule`.
enum ScheduleReader {
    /// Nil where there is none, and where it is not whole: then with a complaint. Keys and types have been checked.
    static func plan(
        _ settings: Settings?, _ calendars: Calendars, _ complaints: inout Complaints
    ) -> SchedulePlan? {
        guard let settings, settings.node.pairs != nil else { return nil }
        let before = complaints.all.count
        let lines = lines(settings, &complaints)
        let calendar = settings.written("calendar").flatMap {
            calendars.calendar(namedBy: $0, key: settings.dotted("calendar"), &complaints)
        }
        needsCalendar(settings, calendar, &complaints)
        let plan = SchedulePlan(
            lines: lines, calendar: calendar,
            onHoliday: settings.text("on_holiday").flatMap(HolidayRule.init(rawValue:)) ?? .skip,
            inTerm: settings.boolean("in_term") ?? false, jitter: jitter(settings, &complaints),
            poll: poll(settings, &complaints),
            overlap: settings.text("overlap").flatMap(Overlap.init(rawValue:)) ?? .queue,
            catchUp: settings.text("catch_up").flatMap(CatchUp.init(rawValue:)) ?? .latest,
            horizon: seconds(settings, "catch_up_within") ?? SchedulePlan.standardHorizon,
            priority: settings.integer("priority") ?? SchedulePlan.standardPriority)
        return complaints.all.count == before && !lines.isEmpty ? plan : nil
    }

    private static func lines(_ settings: Settings, _ complaints: inout Complaints) -> [CronLine] {
        guard let node = settings.written("cron") else { return [] }
        let key = settings.dotted("cron")
        if node.items?.isEmpty == true { complaints.add(node.mark, key: key, "there is not one line in it") }
        return (node.items ?? [node]).compactMap { item in
            guard let text = item.text else { return nil }
            do throws(CronProblem) { return try CronLine(text) } catch {
                complaints.add(error, in: item, key: key)
                return nil
            }
        }
    }

    private static func needsCalendar(
        _ settings: Settings, _ calendar: WorkCalendar?, _ complaints: inout Complaints
    ) {
        if settings.written("calendar") == nil {
            for key in ["on_holiday", "in_term"] {
                guard let node = settings.written(key) else { continue }
                complaints.add(
                    node.mark, key: settings.dotted(key), "'\(settings.dotted(key))' means nothing without a 'calendar'"
                )
            }
        } else if settings.boolean("in_term") == true, let calendar, calendar.terms.isEmpty,
            let node = settings.written("in_term")
        {
            complaints.add(
                node.mark, key: settings.dotted("in_term"),
                "the calendar '\(calendar.name)' has no terms, so this would never run")
        }
    }

    private static func jitter(_ settings: Settings, _ complaints: inout Complaints) -> Int {
        let jitter = seconds(settings, "jitter") ?? 0
        if jitter > 43_200, let node = settings.written("jitter") {
            complaints.add(node.mark, key: settings.dotted("jitter"), "is 12h at most")
        }
        return jitter
    }

    private static func poll(_ settings: Settings, _ complaints: inout Complaints) -> PollRule? {
        let every = settings.written("poll")
        let open = settings.written("open")
        if every == nil, open == nil { return nil }
        guard let every, let open else {
            let (there, other) = every == nil ? ("open", "poll") : ("poll", "open")
            complaints.add(
                (every ?? open ?? settings.node).mark, key: settings.dotted(there),
                "'\(settings.dotted(there))' means nothing without '\(settings.dotted(other))': poll: 5m, open: 2h")
            return nil
        }
        guard let step = seconds(settings, "poll"), let length = seconds(settings, "open") else { return nil }
        if step < 10 {
            complaints.add(every.mark, key: settings.dotted("poll"), "a server is looked at every 10s at most")
        } else if length < step || length > 7 * 86_400 {
            complaints.add(open.mark, key: settings.dotted("open"), "is 'poll' at least and 7d at most")
        }
        return PollRule(every: max(1, step), open: length)
    }

    private static func seconds(_ settings: Settings, _ key: String) -> Int? {
        settings.duration(key).map { $0 / 1000 }
    }
}
