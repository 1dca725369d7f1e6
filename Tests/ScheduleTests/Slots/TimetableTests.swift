import Exchange
import Schedule
import Testing

@Suite struct `A timetable` {
    @Test func `takes lines that name the same minute for one slot`() throws {
        let table = try Given.table("30 2 * * *", "30 2 * * MON", "0,30 2 21 * *")
        let slots = table.slots(in: Given.utc("2026-11-21")..<Given.utc("2026-11-22"))
        #expect(slots.map(\.id) == ["2026-11-21T02:00", "2026-11-21T02:30"])
        #expect(slots.map(\.lines) == [[2], [0, 2]])
    }

    @Test func `a window closes where the next one opens`() throws {
        let table = try Given.table("0 5,6 * * *", zone: "UTC", poll: PollRule(every: 1500, open: 7200))
        #expect(
            table.shown("2026-11-21T00:00", "2026-11-21T23:00").map { String($0.suffix(9).prefix(5)) }
                == ["05:00", "05:25", "05:50", "06:00", "06:25", "06:50", "07:15", "07:40"])
        #expect(Set(table.slots(in: Given.utc("2026-11-21")..<Given.utc("2026-11-22")).map(\.id)).count == 8)
    }

    @Test func `asked for a part answers as asked for the whole`() throws {
        let calendar = WorkCalendar(name: "c", holidays: Given.span("H", "2026-11-26..2026-11-27"))
        let table = try Given.table(
            "*/50 1-4 * * *", "30 2 * * THU", calendar: calendar, onHoliday: .next, jitter: 900,
            poll: PollRule(every: 420, open: 3000))
        let (from, to) = (Given.utc("2026-10-30").seconds, Given.utc("2026-12-02").seconds)
        let whole = table.slots(in: Moment(seconds: from)..<Moment(seconds: to))
        #expect(whole.count > 500)
        var numbers = SeededNumbers(seed: 7)
        var pieces: [Slot] = []
        var at = from
        while at < to {
            let end = min(to, at + Int.random(in: 1...90_000, using: &numbers))
            pieces += table.slots(in: Moment(seconds: at)..<Moment(seconds: end))
            at = end
        }
        #expect(pieces == whole)
        var walked: [Slot] = []
        var last = Moment(seconds: from - 1)
        while walked.count < 300, let slot = table.next(after: last) {
            walked.append(slot)
            last = slot.at
        }
        #expect(walked == Array(whole.prefix(300)))
    }

    @Test func `jitter is each slot's own, and always the same`() throws {
        let table = try Given.table("30 2 * * *", jitter: 600)
        let slots = table.slots(in: Given.utc("2026-01-01")..<Given.utc("2026-12-31"))
        let jitters = slots.map { $0.start.seconds - $0.at.seconds }
        #expect(jitters.allSatisfy { (0...600).contains($0) } && Set(jitters).count > 100)
        #expect((jitters.min() ?? 99) < 30 && (jitters.max() ?? 0) > 570)
        #expect(table.slots(in: slots[100].at..<slots[101].at).first?.start == slots[100].start)
        let other = Timetable(table.plan, zone: table.zone, name: "north/sis-import")
        #expect(other.slots(in: Given.utc("2026-01-01")..<Given.utc("2026-12-31")).map(\.start) != slots.map(\.start))
    }

    @Test(arguments: [
        "2026-11-01T01:30", "2026-11-01T06:35:00Z",
    ]) func `has names for slots`(id: String) { #expect(Slot.isID(id)) }

    @Test(arguments: [
        "", "2026-11-01", "2026-11-01 01:30", "2026-11-31T01:30", "2026-11-01T24:00", "2026-11-01T01:30:00",
        "2026-11-01T06:35:60Z", "2026-11-01T06:35Z", "2026-11-01T01:3\u{663}", "../../x", "2026-11-01T06:35:+1Z",
    ]) func `nothing else is the name of one`(id: String) { #expect(!Slot.isID(id)) }
}
