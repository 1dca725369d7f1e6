import Exchange
import Schedule

/// The keys of a profile's `schedule` and `expectations`.
enum ScheduleSettings {
    static let schedule: [Setting] = [
        Setting(
            "cron", .either(.text, .list(.text)), required: true,
            "When, in the profile's zone: minute, hour, day, month, weekday; one line or several, in quotes.",
            example: "\"30 2 * * MON-FRI\""),
        Setting("calendar", .text, "One of calendars.yaml: holidays, terms, blackouts.", example: "campus"),
        Setting(
            "on_holiday", .choice(HolidayRule.allCases.map(\.rawValue)), default: "skip",
            "With a calendar: a run on a holiday is made, left out, or moved to a working day.", example: "next"),
        Setting("in_term", .boolean, default: "no", "With a calendar: only on days of its terms.", example: "yes"),
        Setting(
            "jitter", .duration, default: "0s",
            "Runs begin up to so much later, each always by the same, so that not all begin at once.", example: "10m"),
        Setting("poll", .duration, "From each time on it looks again so often, as long as 'open' says.", example: "5m"),
        Setting("open", .duration, "With 'poll': for how long.", example: "2h"),
        Setting(
            "overlap", .choice(Overlap.allCases.map(\.rawValue)), default: "queue",
            "While the last run is still at work, the next waits, is left out, or takes over.", example: "skip"),
        Setting(
            "catch_up", .choice(CatchUp.allCases.map(\.rawValue)), default: "latest",
            "Which runs are made that came while the daemon was down.", example: "all"),
        Setting("catch_up_within", .duration, default: "3d", "Nothing older is caught up.", example: "12h"),
        Setting(
            "priority", .integer(1...9), default: "5",
            "1 begins before 9 where not all of an institution can begin at once.",
            example: "1"),
    ]

    static let expectation: [Setting] = [
        Setting("days", .text, default: "*", "Days of the week, as in cron.", example: "MON-FRI"),
        Setting("between", .text, required: true, "When it should come, in local time.", example: "01:30-04:00"),
        Setting("amber", .text, "From then on somebody should look; else only at 'red'.", example: "\"03:00\""),
        Setting("red", .text, "From then on it is missing; else at the end of 'between'.", example: "\"04:00\""),
        Setting("records", .text, "How many there should be.", example: "18000-20000"),
    ]

    static let limits: [Setting] = [
        Setting("runs", .integer(1...1000), "At most so many runs at once.", example: "4")
    ]

    private static let institutionRuns = Setting(
        "runs", .integer(1...1000),
        "At most so many runs at once; where there are other institutions, never more than half of all.", example: "4")

    static let institutionLimits: [Setting] =
        [institutionRuns] + BoundsReader.settings + [
            Setting(
                "connections", .table(.integer(1...1000)), "At most so many runs at once that use a connection.",
                example: "{alma: 1}")
        ]
}
