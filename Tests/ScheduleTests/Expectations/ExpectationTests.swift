import Exchange
import Schedule
import Testing

@Suite struct `An expectation` {
    static let campus = WorkCalendar(name: "campus", holidays: Given.span("Thanksgiving", "2026-11-26"))

    private func expectation(_ between: String = "01:30-04:00", amber: String? = "03:00", red: String? = nil) throws
        -> ArrivalExpectation
    {
        let window = try #require(DayWindow(between))
        return try #require(
            ArrivalExpectation(
                weekdays: [1, 2, 3, 4, 5], window: window, amber: amber.flatMap(DayWindow.minute),
                red: red.flatMap(DayWindow.minute), records: 18_000...20_000))
    }

    private func state(
        _ now: String, _ arrivals: (String, Int?)..., day: String = "2026-11-23", between: String = "01:30-04:00",
        amber: String? = "03:00", rule: HolidayRule = .skip
    ) throws -> ExpectationState {
        let table = try Given.table("0 5 * * *", zone: "UTC", calendar: Self.campus, onHoliday: rule)
        return try expectation(between, amber: amber).state(
            on: Given.date(day), arrivals.map { ArrivedFile(at: Given.utc($0.0), records: $0.1) }, now: Given.utc(now),
            zone: table.zone, plan: table.plan)
    }

    @Test func `goes from awaited to amber to red`() throws {
        for now in ["2026-11-22T12:00", "2026-11-23T01:00", "2026-11-23T02:59"] {
            #expect(try state(now) == .awaited, "\(now)")
        }
        #expect(try state("2026-11-23T03:00") == .amber("nothing has come yet; expected 01:30-04:00"))
        #expect(try state("2026-11-23T03:59") == .amber("nothing has come yet; expected 01:30-04:00"))
        #expect(try state("2026-11-23T04:00") == .red("nothing has come, and it should have by 04:00"))
        #expect(try state("2026-11-24T01:00") == .red("nothing has come, and it should have by 04:00"))
    }

    @Test func `is late between amber and red, and looked at when both begin`() throws {
        let table = try Given.table("0 5 * * *", zone: "UTC")
        let day = Given.date("2026-11-23")
        func late(_ now: String, _ arrivals: ArrivedFile...) throws -> String? {
            try expectation().late(on: day, arrivals, now: Given.utc(now), zone: table.zone, plan: table.plan)
        }
        #expect(try late("2026-11-23T02:59") == nil)
        #expect(try late("2026-11-23T03:00") == "nothing has come yet; expected 01:30-04:00")
        #expect(try late("2026-11-23T03:30", ArrivedFile(at: Given.utc("2026-11-23T02:00"), records: 1)) == nil)
        #expect(try late("2026-11-23T04:00") == nil)
        #expect(try expectation().lookLines == ["0 3 * * *", "0 4 * * *"])
        #expect(try expectation(amber: nil).lookLines == ["0 4 * * *"])
    }

    @Test func `says how many records a load should have that comes now`() throws {
        let table = try Given.table("0 5 * * *", zone: "UTC")
        for (now, isSaid) in [
            ("2026-11-23T01:00", false), ("2026-11-23T01:30", true), ("2026-11-24T00:10", true),
            ("2026-11-22T09:00", false),
        ] {
            let band = try expectation().records(at: Given.utc(now), zone: table.zone, plan: table.plan)
            #expect((band == 18_000...20_000) == isSaid, "\(now)")
        }
    }

    @Test func `without amber is awaited until it is missing`() throws {
        #expect(try state("2026-11-23T03:59", amber: nil) == .awaited)
        #expect(try state("2026-11-23T04:00", amber: nil) == .red("nothing has come, and it should have by 04:00"))
    }

    @Test func `is fine with what it expects, and looks at how much came`() throws {
        #expect(try state("2026-11-23T09:00", ("2026-11-23T02:10", 18_500)) == .fine)
        #expect(try state("2026-11-23T09:00", ("2026-11-23T02:10", nil)) == .fine)
        #expect(try state("2026-11-23T09:00", ("2026-11-23T02:10", 9_000), ("2026-11-23T02:20", 9_500)) == .fine)
        #expect(
            try state("2026-11-23T09:00", ("2026-11-23T02:10", 17_999))
                == .amber("it has 17,999 records; expected are 18,000 to 20,000"))
    }

    @Test func `knows what was late, and what is another day's`() throws {
        #expect(
            try state("2026-11-23T09:00", ("2026-11-23T05:10", 18_500))
                == .amber("it came late, at 2026-11-23T05:10: after 04:00"))
        #expect(
            try state("2026-11-23T09:00", ("2026-11-22T02:00", 18_500))
                == .red("nothing has come, and it should have by 04:00"))
        #expect(
            try state("2026-11-24T09:00", ("2026-11-24T02:00", 18_500))
                == .red("nothing has come, and it should have by 04:00"))
        // What has not come yet has not come.
        #expect(try state("2026-11-23T02:00", ("2026-11-23T02:10", 18_500)) == .awaited)
    }

    @Test func `follows the calendar`() throws {
        #expect(try state("2026-11-26T09:00", day: "2026-11-26") == .notExpected("holiday: Thanksgiving"))
        #expect(try state("2026-11-28T09:00", day: "2026-11-28") == .notExpected(nil))
        #expect(
            try state("2026-11-26T09:00", day: "2026-11-26", rule: .previous)
                == .notExpected("holiday: Thanksgiving; expected on 2026-11-25 instead"))
        #expect(
            try state("2026-11-26T09:00", day: "2026-11-26", rule: .run)
                == .red("nothing has come, and it should have by 04:00"))
    }

    @Test func `reaches over midnight`() throws {
        for (now, wanted) in [
            ("2026-11-23T23:59", ExpectationState.awaited),
            ("2026-11-24T01:00", .amber("nothing has come yet; expected 23:00-02:00")),
            ("2026-11-24T02:00", .red("nothing has come, and it should have by 02:00")),
        ] { #expect(try state(now, between: "23:00-02:00", amber: "01:00") == wanted, "\(now)") }
        #expect(
            try state("2026-11-24T02:00", ("2026-11-24T00:10", nil), between: "23:00-02:00", amber: "01:00") == .fine)
    }

    @Test func `has its times in order`() throws {
        let window = try #require(DayWindow("01:30-04:00"))
        #expect(ArrivalExpectation(weekdays: [1], window: window, amber: 270, red: 240) == nil)
        #expect(ArrivalExpectation(weekdays: [1], window: window, amber: 240, red: 240) != nil)
    }
}
