import Exchange
import Schedule
import Testing

@Suite struct `A calendar` {
    static let campus = WorkCalendar(
        name: "campus",
        holidays: Given.span("Thanksgiving", "2026-11-26..2026-11-27") + Given.span("Winter break", "12-24..01-01"),
        terms: Given.span("fall", "2026-08-24..2026-12-11"),
        blackouts: ["SUN 02:00-04:00", "23:00-01:00", "2026-11-17T00:00..2026-11-18T12:00"].compactMap { Blackout($0) })

    @Test(arguments: [
        "2026-11-31", "2026-11-26..2026-11-25", "26-11-2026", "2026-11", "", "12-24..2027-01-01", "..", "13-01",
        "2026-1-1", "2026-11-26..2026-11-27..2026-11-28", "+126-11-01",
    ]) func `refuses what is no day`(text: String) { #expect(DaySpan("x", text) == nil) }

    @Test(arguments: [
        "", "02:00", "24:00-01:00", "02:00-02:00", "FRY 02:00-04:00", "2026-11-18T12:00..2026-11-17T00:00", "2-4",
        "SUN MON 02:00-04:00", "2026-11-17..2026-11-18",
    ]) func `refuses what is no blackout`(text: String) { #expect(Blackout(text) == nil) }

    @Test func `knows holidays of one year and of every year`() {
        for (day, name) in [
            ("2026-11-26", "Thanksgiving"), ("2027-11-26", nil), ("2026-12-24", "Winter break"),
            ("2031-01-01", "Winter break"), ("2031-01-02", nil), ("2031-12-23", nil),
        ] { #expect(Self.campus.holiday(Given.date(day)) == name, "\(day)") }
    }

    @Test(arguments: [
        (HolidayRule.run, ["11-25", "11-26", "11-27", "11-30"]), (.skip, ["11-25", "11-30"]),
        (.next, ["11-25", "11-30"]), (.previous, ["11-25", "11-30"]),
    ]) func `makes one run of those that are moved onto another's minute`(rule: HolidayRule, days: [String]) throws {
        let table = try Given.table("30 5 * * MON-FRI", calendar: Self.campus, onHoliday: rule)
        let slots = table.slots(in: Given.utc("2026-11-25")..<Given.utc("2026-12-01"))
        #expect(slots.map { String($0.nominal.date.description.suffix(5)) } == days)
        #expect(Set(slots.map(\.id)).count == slots.count)
    }

    @Test func `moves a run to the next or the previous working day, and says why`() throws {
        for (rule, day) in [(HolidayRule.next, "2026-11-30"), (.previous, "2026-11-25")] {
            let table = try Given.table("30 5 * * THU", calendar: Self.campus, onHoliday: rule)
            let slots = table.slots(in: Given.utc("2026-11-23")..<Given.utc("2026-12-02"))
            #expect(slots.map(\.id) == ["\(day)T05:30"])
            #expect(slots.first?.moves.map(\.holiday) == ["Thanksgiving"])
            #expect(slots.first?.moves.first?.from == Given.date("2026-11-26"))
        }
    }

    @Test func `shows what it keeps from running`() throws {
        let table = try Given.table("30 2 * * *", calendar: Self.campus, onHoliday: .skip, inTerm: true)
        let reasons = table.outlook(Given.utc("2026-11-16T12:00")..<Given.utc("2026-12-14T12:00")).compactMap { slot in
            slot.skipped.map { "\(slot.nominal.date.day) \($0)" }
        }
        let terms = "outside the terms of 'campus'"
        #expect(
            reasons == [
                "17 blackout: 2026-11-17T00:00..2026-11-18T12:00", "18 blackout: 2026-11-17T00:00..2026-11-18T12:00",
                "22 blackout: SUN 02:00-04:00", "26 holiday: Thanksgiving", "27 holiday: Thanksgiving",
                "29 blackout: SUN 02:00-04:00", "6 blackout: SUN 02:00-04:00", "12 \(terms)", "13 \(terms)",
                "14 \(terms)",
            ])
    }

    @Test func `a blackout over midnight belongs to the day on which it begins`() {
        let blackout = Blackout("SAT 23:00-01:00")
        for (time, isDark) in [
            ("2026-11-21T22:59", false), ("2026-11-21T23:00", true), ("2026-11-22T00:59", true),
            ("2026-11-22T01:00", false), ("2026-11-22T23:30", false), ("2026-11-21T00:30", false),
        ] { #expect(LocalMinute(time).map { blackout?.contains($0) } == isDark, "\(time)") }
    }

    @Test func `with a holiday that never ends does not look for a working day for ever`() throws {
        let calendar = WorkCalendar(name: "closed", holidays: Given.span("Closed", "2026-01-01..2099-12-31"))
        let table = try Given.table("0 5 * * *", calendar: calendar, onHoliday: .next)
        #expect(table.next(after: Given.utc("2026-06-01")) == nil)
    }
}
