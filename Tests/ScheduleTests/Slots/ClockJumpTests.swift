import Exchange
import Schedule
import Testing

/// A scheduler without a machine: it looks at a clock, asks what is due, and takes each slot in a ledger of ids.
private struct Simulated {
    let table: Timetable
    var watch: ScheduleWatch
    var taken: Set<String> = []
    var refused = 0

    mutating func look(_ now: Moment) {
        for slot in watch.due(table, now: now).run where !taken.insert(slot.id).inserted { refused += 1 }
    }
}

@Suite struct `Row 19, a clock that is set` {
    /// From a second to ten years, either way, now and then; between them time passes.
    @Test(arguments: 1...12) func `loses no slot and doubles none`(seed: Int) throws {
        var numbers = SeededNumbers(seed: UInt64(seed))
        let zones = ["America/Chicago", "Europe/Oslo", "Australia/Lord_Howe", "Africa/Casablanca"]
        let table = try Given.table(
            "30 2 * * *", "30 1 * * SUN", "15 14 L * *", zone: zones[seed % 4], jitter: seed % 3 * 300, catchUp: .all,
            horizon: 40 * 366 * 86_400)
        var now = Given.utc("2026-11-01").seconds
        /// What the clock went through forwards.
        var passed: [Range<Int>] = []
        var simulated = Simulated(table: table, watch: ScheduleWatch(seen: Moment(seconds: now)))
        let spans = [1, 60, 3600, 86_400, 40 * 86_400, 10 * 366 * 86_400]
        for _ in 0..<400 {
            let last = now
            now += Int.random(in: 1...20_000, using: &numbers)
            if Int.random(in: 0..<40, using: &numbers) == 0, let span = spans.randomElement(using: &numbers) {
                let jump = Int.random(in: 1...span, using: &numbers)
                now += Bool.random(using: &numbers) ? jump : -jump
                now = max(now, Given.utc("2000-01-01").seconds)
            }
            simulated.look(Moment(seconds: now))
            if now > last { passed.append(last + 1..<now + 1) }
        }
        let (lowest, highest) = (passed.map(\.lowerBound).min() ?? now, passed.map(\.upperBound).max() ?? now)
        let all = table.slots(in: Moment(seconds: lowest - 86_400)..<Moment(seconds: highest)).filter { slot in
            passed.contains { $0.contains(slot.start.seconds) }
        }
        let missed = Set(all.map(\.id)).subtracting(simulated.taken)
        #expect(missed.isEmpty, "seed \(seed): \(missed.sorted().prefix(5))")
        #expect(simulated.taken.subtracting(all.map(\.id)).isEmpty, "seed \(seed)")
    }

    @Test func `back by an hour runs nothing twice, and forward by an hour nothing too late`() throws {
        let table = try Given.table("30 2 * * *", zone: "UTC")
        var simulated = Simulated(table: table, watch: ScheduleWatch(seen: Given.utc("2026-11-21T02:00")))
        simulated.look(Given.utc("2026-11-21T02:31"))
        #expect(simulated.taken == ["2026-11-21T02:30"])
        simulated.look(Given.utc("2026-11-21T01:31"))
        simulated.look(Given.utc("2026-11-21T02:31"))
        #expect(simulated.refused == 1 && simulated.taken.count == 1)
        simulated.look(Given.utc("2026-11-22T02:45"))
        #expect(simulated.taken.count == 2)
    }

    @Test func `ten years ahead by mistake does not use up the slots of ten years`() throws {
        let table = try Given.table("30 2 * * *", zone: "UTC", catchUp: .all)
        var simulated = Simulated(table: table, watch: ScheduleWatch(seen: Given.utc("2026-11-21T02:00")))
        simulated.look(Given.utc("2036-11-21T02:00"))
        #expect(simulated.taken == ["2036-11-18T02:30", "2036-11-19T02:30", "2036-11-20T02:30"])
        simulated.look(Given.utc("2026-11-21T02:10"))
        simulated.look(Given.utc("2026-11-21T02:31"))
        #expect(simulated.taken.contains("2026-11-21T02:30"))
    }

    @Test func `says by how much it was set back`() throws {
        let table = try Given.table("30 2 * * *", zone: "UTC")
        var watch = ScheduleWatch(seen: Given.utc("2026-11-21T02:31"))
        #expect(watch.due(table, now: Given.utc("2026-11-21T02:01")).setBack == 1800)
        #expect(watch.seen == Given.utc("2026-11-21T02:01"))
    }
}

@Suite struct `Row 21, runs that were missed` {
    /// Down from Friday evening to Monday at nine.
    private func monday(_ rule: CatchUp, _ lines: String = "30 2 * * *", horizon: Int = 3 * 86_400) throws
        -> ScheduleWatch.Due
    {
        let table = try Given.table(lines, zone: "UTC", catchUp: rule, horizon: horizon)
        var watch = ScheduleWatch(seen: Given.utc("2026-11-20T18:00"))
        return watch.due(table, now: Given.utc("2026-11-23T09:00"))
    }

    private func ids(_ slots: [Slot]) -> [String] { slots.map { "\($0.nominal.date.day)T\($0.nominal.time)" } }

    @Test func `latest makes the last one`() throws {
        let due = try monday(.latest)
        #expect(ids(due.run) == ["23T02:30"] && ids(due.passed) == ["21T02:30", "22T02:30"])
    }

    @Test func `all makes each, in its order`() throws {
        let due = try monday(.all)
        #expect(ids(due.run) == ["21T02:30", "22T02:30", "23T02:30"] && due.passed.isEmpty)
    }

    @Test func `none makes none, but what is due now`() throws {
        #expect(try monday(.none).run.isEmpty && monday(.none).passed.count == 3)
        #expect(try ids(monday(.none, "55 8 * * *").run) == ["23T08:55"])
    }

    @Test func `what is older than the horizon stays as it is`() throws {
        #expect(try ids(monday(.all, horizon: 86_400).run) == ["23T02:30"])
        #expect(try monday(.latest, horizon: 3600).run.isEmpty)
    }

    @Test func `looks of a poll are not made up for`() throws {
        let table = try Given.table(
            "0 2 * * *", zone: "UTC", poll: PollRule(every: 300, open: 7200), catchUp: .all)
        var watch = ScheduleWatch(seen: Given.utc("2026-11-21T01:00"))
        let due = watch.due(table, now: Given.utc("2026-11-21T03:31"))
        #expect(due.run.map(\.id) == ["2026-11-21T02:00", "2026-11-21T03:25:00Z", "2026-11-21T03:30:00Z"])
    }

    @Test func `a burst does not come: every look at the clock takes each slot once`() throws {
        let table = try Given.table("*/5 * * * *", zone: "UTC", catchUp: .all)
        var watch = ScheduleWatch(seen: Given.utc("2026-11-21T00:00"))
        var runs: [String] = []
        for second in stride(from: 0, through: 86_400, by: 37) {
            let now = Moment(seconds: Given.utc("2026-11-21").seconds + second)
            runs += watch.due(table, now: now).run.map(\.id)
        }
        #expect(runs.count == 287 && Set(runs).count == 287)
    }
}
