import Exchange
import Machine
import Schedule
import Setup
import Testing

@Suite struct ScheduleSettingsTests {
    private static let calendars = """
        calendars:
          campus:
            holidays:
              Thanksgiving: 2026-11-26..2026-11-27
              Winter break: [12-24..01-01, 2027-03-15]
            terms: {fall-2026: 2026-08-24..2026-12-11}
            blackouts: ["SUN 02:00-04:00"]
        """

    private func root(_ schedule: String, calendars: String = ScheduleSettingsTests.calendars) -> TestRoot {
        var root = TestRoot(lines: [2: "summary: x\n\(schedule)"])
        root["Profiles/calendars.yaml"] = calendars
        return root
    }

    @Test func `reads everything that can be written`() throws {
        let profile = try root(
            """
            schedule:
              cron: ["30 2 * * MON-FRI", '0 6 L * *']
              calendar: campus
              on_holiday: next
              in_term: yes
              jitter: 10m
              poll: 5m
              open: 2h
              overlap: skip
              catch_up: all
              catch_up_within: 12h
              priority: 1
            expectations:
              - {days: MON-FRI, between: 01:30-04:00, amber: "03:00", red: "04:30", records: 18000-20000}
              - between: 22:00-02:00
            """
        ).profile()
        let plan = try #require(profile.schedule)
        #expect(plan.lines.map(\.description) == ["30 2 * * MON-FRI", "0 6 L * *"])
        #expect(plan.calendar?.name == "campus" && plan.onHoliday == .next && plan.inTerm)
        #expect(plan.calendar?.holiday(try #require(CivilDate(year: 2027, month: 3, day: 15))) == "Winter break")
        #expect(plan.jitter == 600 && plan.poll == PollRule(every: 300, open: 7200))
        #expect(plan.overlap == .skip && plan.catchUp == .all && plan.horizon == 43_200 && plan.priority == 1)
        let expected = profile.expectations
        #expect(expected.count == 2 && expected[0].amber == 180 && expected[0].red == 270)
        #expect(expected[0].records == 18_000...20_000 && expected[0].weekdays == [1, 2, 3, 4, 5])
        #expect(expected[1].red == 1560 && expected[1].weekdays.count == 7)
    }

    @Test func `without any is a profile that others start`() throws {
        let profile = try TestRoot().profile()
        #expect(profile.schedule == nil && profile.expectations.isEmpty)
        let lines = ProfileExplanation(profile).lines
        #expect(!lines.contains { $0.contains("When it runs") || $0.contains("schedule") })
    }

    @Test func `has calm defaults`() throws {
        let plan = try #require(try root("schedule: {cron: \"30 2 * * *\"}").profile().schedule)
        #expect(plan == SchedulePlan(lines: plan.lines, onHoliday: .skip))
        #expect(plan.overlap == .queue && plan.catchUp == .latest && plan.horizon == 3 * 86_400 && plan.priority == 5)
    }

    @Test(arguments: [
        ("schedule: {}", ["3:11 schedule.cron"]),
        ("schedule:\n  cron: \"30 2 * * MON-FRY\"", ["4:23 schedule.cron FRI"]),
        ("schedule:\n  cron: 30 2 30 FEB *", ["4:14 schedule.cron"]),
        ("schedule:\n  cron:\n    - \"@daily\"\n    - '60 2 * * *'", ["6:8 schedule.cron"]),
        ("schedule: {cron: []}", ["3:18 schedule.cron"]),
        ("schedule: {cron: \"@daily\", calendar: campsu}", ["3:38 schedule.calendar campus"]),
        ("schedule: {cron: \"@daily\", on_holiday: next}", ["3:40 schedule.on_holiday"]),
        (
            "schedule: {cron: \"@daily\", on_holiday: nxt}",
            ["3:40 schedule.on_holiday", "3:40 schedule.on_holiday next"]
        ),
        ("schedule: {cron: \"@daily\", in_term: yes}", ["3:37 schedule.in_term"]),
        ("schedule: {cron: \"@daily\", poll: 5m}", ["3:34 schedule.poll"]),
        ("schedule: {cron: \"@daily\", open: 5m}", ["3:34 schedule.open"]),
        ("schedule: {cron: \"@daily\", poll: 1s, open: 5m}", ["3:34 schedule.poll"]),
        ("schedule: {cron: \"@daily\", poll: 10m, open: 5m}", ["3:45 schedule.open"]),
        ("schedule: {cron: \"@daily\", jitter: 13h}", ["3:36 schedule.jitter"]),
        ("schedule: {cron: \"@daily\", overlap: wait}", ["3:37 schedule.overlap"]),
        ("schedule: {cron: \"@daily\", priority: 0}", ["3:38 schedule.priority"]),
        ("schedule: {corn: \"@daily\"}", ["3:12 schedule.corn cron"]),
        ("expectations: [{days: MON-FRI}]", ["3:16 expectations[1].between"]),
        ("expectations: [{between: 4-5}]", ["3:26 expectations[1].between"]),
        ("expectations: [{between: 01:30-04:00, amber: \"25:00\"}]", ["3:46 expectations[1].amber"]),
        (
            "expectations: [{between: 01:30-04:00, amber: \"04:30\", red: \"04:00\"}]",
            ["3:46 expectations[1].amber"]
        ), ("expectations: [{between: 01:30-04:00, records: 20-10}]", ["3:48 expectations[1].records"]),
        ("expectations: [{between: 01:30-04:00, days: MONDAY}]", ["3:45 expectations[1].days MON"]),
    ])
    func `says where, which key, and what was meant`(written: String, complaints: [String]) {
        #expect(root(written).complaints() == complaints.map { "sis-import:" + $0 })
    }

    @Test func `says what is wrong with a calendar, used or not`() throws {
        let broken = """
            calendars:
              campus:
                weekend: SAT,SUM
                holidays: {Day: 2026-02-30}
                blackouts: [always]
            """
        let wanted = [
            "calendars:3:18 calendars.campus.weekend SUN", "calendars:4:21 calendars.campus.holidays.Day",
            "calendars:5:17 calendars.campus.blackouts",
        ]
        #expect(root("schedule: {cron: \"@daily\", calendar: campus}", calendars: broken).complaints() == wanted)
        let review = try root("", calendars: broken).configuration().review()
        #expect(review.all.all.map(\.key) == wanted.map { $0.split(separator: " ")[1] }.map(String.init))
        #expect(try root("", calendars: broken).profile().schedule == nil, "a profile without one is whole")
        #expect(try !root("").configuration().review().all.all.contains { $0.key == "calendars" })
    }

    @Test func `a calendar does not pin a run, and is no profile`() throws {
        let root = root("schedule: {cron: \"@daily\", calendar: campus}")
        #expect(try !root.profile().plan.sources.contains { $0.path.hasSuffix("calendars.yaml") })
        #expect(try !root.configuration().profileNames.contains { $0.profile == "calendars" })
    }

    @Test func `a target has no times of its own`() throws {
        let written = "schedule: {cron: \"@daily\"}\ntargets:\n  box: {to: {folder: box}}"
        #expect(try root(written).profile("sis-import@box").schedule == nil)
        #expect(
            root("targets:\n  box: {to: {folder: box}, schedule: {cron: \"@daily\"}}").complaints()
                == ["sis-import:4:28 targets.box.schedule"])
    }

    @Test func `limits are an institution's, a connection's, and in all`() throws {
        var root = TestRoot()
        root["Profiles/institutions.yaml"] =
            "limits: {runs: 4}\n"
            + TestRoot.institutions.replacing(
                "    zone: America/Chicago",
                with: "    zone: America/Chicago\n    limits: {runs: 2, connections: {alma: 1}}")
        let configuration = try root.configuration()
        #expect(configuration.limits.runs == 4)
        #expect(configuration.defaultInstitution.limits.runs == 2)
        #expect(configuration.defaultInstitution.limits.connections == ["alma": 1])
        #expect(configuration.institutions.last?.limits.runs == nil)
    }

    @Test func `is explained in words, with the nights on which the clock jumps`() throws {
        let profile = try root(
            """
            schedule:
              cron: "30 2 * * *"
              calendar: campus
              jitter: 10m
            expectations: [{days: MON-FRI, between: 01:30-04:00, amber: "03:00", records: 18000-20000}]
            """
        ).profile()
        let zone = try TimeZoneFile.zone(named: "America/Chicago")
        let noon = zone.moment(try #require(CivilDate(year: 2026, month: 10, day: 31)), hour: 12, minute: 0, second: 0)
        let lines = ProfileExplanation(profile, now: noon, zone: zone).lines
        let start = try #require(lines.firstIndex(of: "When it runs"))
        let section = lines[(start + 1)...].prefix { !$0.isEmpty }.map { String($0.dropFirst(2)) }
        #expect(section[0] == "It runs every day at 02:30, in America/Chicago.")
        #expect(section.contains("On holidays of the calendar 'campus' it does not run."))
        #expect(section.contains("Nothing begins in these times: SUN 02:00-04:00."))
        #expect(section.contains("Each run begins up to 10 min later, the same run always by the same."))
        #expect(
            section.contains { $0.hasPrefix("Next: Monday, 2026-11-02 02:3") && $0.hasSuffix(" UTC).") }, "\(section)")
        #expect(
            section.last
                == "Expected every weekday between 01:30 and 04:00, 18,000 to 20,000 records; late from 03:00 on, missing at 04:00."
        )
        let plain = try root("schedule: {cron: [\"30 2 * * *\", \"15 1 * * *\"]}").profile()
        let words = ProfileExplanation(plain, now: noon, zone: zone).lines.map { String($0.dropFirst(2)) }
        #expect(words.contains("It runs every day at 02:30; every day at 01:15, in America/Chicago."))
        #expect(words.contains("On 2027-03-14 the clock jumps over 02:30: it runs at 03:00, once."))
        #expect(words.contains("On 2026-11-01 the clock shows 01:15 twice: it runs the first time only."))
    }
}
