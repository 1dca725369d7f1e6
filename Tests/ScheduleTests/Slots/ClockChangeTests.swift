import Exchange
import Schedule
import Testing

/// Row 20: what becomes of a time that the clock jumps over, or shows twice. Chicago: 2026-11-01 at 07:00 UTC from 02:00
/// back to 01:00; 2027-03-14 at 08:00 UTC from 02:00 to 03:00.
@Suite struct `Row 20, a clock that changes` {
    @Test func `runs what it jumps over once, at the first moment after`() throws {
        let table = try Given.table("30 2 * * *")
        #expect(
            table.shown("2027-03-13", "2027-03-16") == [
                "2027-03-13T02:30@2027-03-13T08:30:00Z", "2027-03-14T02:30@2027-03-14T08:00:00Z",
                "2027-03-15T02:30@2027-03-15T07:30:00Z",
            ])
        #expect(table.next(after: Given.utc("2027-03-14"))?.mark == .gap)
    }

    @Test func `runs what it shows twice once, the first time`() throws {
        let table = try Given.table("30 1 * * *")
        #expect(
            table.shown("2026-10-31T12:00", "2026-11-02T12:00") == [
                "2026-11-01T01:30@2026-11-01T06:30:00Z", "2026-11-02T01:30@2026-11-02T07:30:00Z",
            ])
        #expect(table.next(after: Given.utc("2026-11-01"))?.mark == .fold)
    }

    @Test func `makes one run of all that it jumps over to one moment`() throws {
        let every = try Given.table("*/20 * * * *")
        #expect(
            every.shown("2027-03-14T07:30", "2027-03-14T08:30") == [
                "2027-03-14T01:40@2027-03-14T07:40:00Z", "2027-03-14T03:00@2027-03-14T08:00:00Z",
                "2027-03-14T03:20@2027-03-14T08:20:00Z",
            ])
        #expect(
            every.next(after: Given.utc("2027-03-14T07:45"))?.alsoFor.map(\.time) == ["02:00", "02:20", "02:40"])
        let two = try Given.table("10 2 * * *", "50 2 * * *")
        let slots = two.slots(in: Given.utc("2027-03-14")..<Given.utc("2027-03-15"))
        #expect(slots.map(\.id) == ["2027-03-14T02:10"] && slots.first?.alsoFor.map(\.time) == ["02:50"])
        #expect(slots.first?.lines == [0, 1])
    }

    @Test func `rests for the hour that comes twice, where a line goes by the clock`() throws {
        let times = try Given.table("*/30 * * * *").shown("2026-11-01T06:00", "2026-11-01T09:00")
        #expect(
            times == [
                "2026-11-01T01:00@2026-11-01T06:00:00Z", "2026-11-01T01:30@2026-11-01T06:30:00Z",
                "2026-11-01T02:00@2026-11-01T08:00:00Z", "2026-11-01T02:30@2026-11-01T08:30:00Z",
            ])
    }

    @Test func `does not keep a poll from looking on, which goes by moments`() throws {
        let table = try Given.table("30 0 * * *", poll: PollRule(every: 1800, open: 3 * 3600))
        #expect(
            table.shown("2026-11-01T05:00", "2026-11-01T12:00") == [
                "2026-11-01T00:30@2026-11-01T05:30:00Z", "2026-11-01T06:00:00Z@2026-11-01T06:00:00Z",
                "2026-11-01T06:30:00Z@2026-11-01T06:30:00Z", "2026-11-01T07:00:00Z@2026-11-01T07:00:00Z",
                "2026-11-01T07:30:00Z@2026-11-01T07:30:00Z", "2026-11-01T08:00:00Z@2026-11-01T08:00:00Z",
            ])
    }

    @Test func `a whole day that is missing runs once`() throws {
        // Samoa went from 29 to 31 December 2011.
        let table = try Given.table("0 3,15 * * *", zone: "Pacific/Apia")
        let slots = table.slots(in: Given.utc("2011-12-29T12:00")..<Given.utc("2011-12-31T12:00"))
        #expect(
            slots.map(\.id) == [
                "2011-12-29T03:00", "2011-12-29T15:00", "2011-12-30T03:00", "2011-12-31T03:00", "2011-12-31T15:00",
            ])
        #expect(slots[2].alsoFor.map(\.description) == ["2011-12-30T15:00"])
    }
}
