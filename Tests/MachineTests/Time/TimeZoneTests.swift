import ConformanceKit
import Exchange
import ServerKit
import Testing

@testable import Machine

@Suite struct `A time zone` {
    @Test func `shows the offset and the name that somebody else's program reads, everywhere from 1900 to 2099`() throws
    {
        let zones = try ZoneOracle.zones(seed: 26)
        #expect(zones.count > 400 && zones.allSatisfy { $0.answers.count >= 60 })
        var wrong: [String] = []
        for oracle in zones {
            let zone = try TimeZoneFile.zone(named: oracle.name)
            #expect(zone.name == oracle.name)
            for answer in oracle.answers {
                let civil = zone.civil(Moment(seconds: answer.seconds))
                if civil.offset != answer.offset || civil.abbreviation != answer.abbreviation {
                    wrong.append("\(oracle.name) \(answer), not \(civil.offset) \(civil.abbreviation)")
                }
            }
        }
        #expect(wrong.isEmpty, "seed 26, \(wrong.count) wrong: \(wrong.prefix(5))")
    }

    @Test(arguments: [
        ("America/Chicago", "2026-03-08 03:00:00 CDT", 1_772_956_800),
        ("America/Chicago", "2026-11-01 01:00:00 CST", 1_793_516_400),
        ("Europe/Vienna", "2026-10-25 02:00:00 CET", 1_792_890_000), ("Asia/Kathmandu", "1970-01-01 05:30:00 +0530", 0),
        ("UTC", "1969-12-31 23:59:59 UTC", -1), ("Pacific/Apia", "2011-12-31 00:00:00 +14", 1_325_239_200),
    ])
    func `shows the wall clock of a moment`(name: String, text: String, seconds: Int) throws {
        #expect(try TimeZoneFile.zone(named: name).civil(Moment(seconds: seconds)).description == text)
    }

    /// The first moment at which the clock shows a time: looked for among all moments that could be it.
    private static func expected(_ zone: TimeZoneData, _ local: Int, _ change: Int) -> Int {
        let offsets = Set([-1, 0].map { zone.period(at: change + $0).offset })
        let shown = offsets.map { local - $0 }.filter { $0 + zone.period(at: $0).offset == local }
        return shown.min() ?? change
    }

    @Test(arguments: [
        "America/Chicago", "Europe/Vienna", "Europe/Dublin", "Pacific/Apia", "Pacific/Kwajalein", "Australia/Lord_Howe",
        "Africa/Casablanca", "America/Sao_Paulo", "Asia/Gaza", "America/Nuuk", "Asia/Pyongyang", "America/Caracas",
    ])
    func `gives a wall clock's first moment, and in a gap the moment of the jump`(name: String) throws {
        let zone = try TimeZoneFile.zone(named: name)
        var wrong: [String] = []
        let changes = zip(zone.transitions, zone.transitions.dropFirst()).filter { $1 - $0 > 3 * 86_400 }.map(\.1)
        for (before, change) in zip([Int.min] + changes, changes)
        where change > -2_208_988_800 && change - 86_400 * 3 > before {
            let around = [zone.period(at: change - 1).offset, zone.period(at: change).offset].sorted()
            for local in Set([change + around[0], change + around[1]].flatMap { [$0 - 1, $0, $0 + 1, $0 + 1800] }) {
                let wanted = CivilTime(Moment(seconds: local), offset: 0, abbreviation: "")
                let got = zone.moment(wanted.date, hour: wanted.hour, minute: wanted.minute, second: wanted.second)
                if got.seconds != Self.expected(zone, local, change) { wrong.append("\(wanted): \(zone.civil(got))") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    }

    @Test func `gives noon back, every day of two centuries`() throws {
        for name in ["America/Chicago", "Europe/Vienna", "Australia/Lord_Howe", "UTC"] {
            let zone = try TimeZoneFile.zone(named: name)
            for day in stride(from: -25_567, to: 47_482, by: 7) {
                let date = CivilDate(daysSince1970: day)
                let shown = zone.civil(zone.moment(date, hour: 12, minute: 0, second: 0))
                #expect(shown.date == date && shown.hour == 12 && shown.minute == 0 && shown.second == 0)
            }
        }
    }

    @Test(arguments: [
        "", " ", "/", ".", "..", "../../../etc/passwd", "/etc/passwd", "/usr/share/zoneinfo/UTC", "Europe", "Europe/",
        "Europe//Vienna", "/Europe/Vienna", "Europe/Vienna/", "Europe/../Europe/Vienna", "Europe/Vienna\n",
        "Europe/Vienna\u{0}",
        "Europe/Vienna ", "europe/vienna", "Mars/Olympus", "tzdata.zi", "zone.tab", ".hidden", "Europe/Wien",
        "CET-1CEST",
        ":Europe/Vienna", "Ëurope/Vienna", String(repeating: "a/", count: 3000) + "a",
        String(repeating: "a", count: 300),
    ])
    func `that has no such name is a fault, and no other file is read`(name: String) {
        let fault = #expect(throws: Fault.self) { try TimeZoneFile.zone(named: name) }
        #expect(fault?.code == .machineZone && fault?.end == .configuration)
    }

    @Test func `that counts leap seconds is refused: our moments do not`() throws {
        let scratch = try Scratch()
        try scratch.write("Leap/Zone", TZif(leaps: [(78_796_800, 1)]).bytes)
        try scratch.write("Leap/None", TZif().bytes)
        #expect(throws: Fault.self) { try TimeZoneFile.zone(named: "Leap/Zone", in: scratch.path) }
        #expect(try TimeZoneFile.zone(named: "Leap/None", in: scratch.path).civil(Moment(seconds: 0)).hour == 1)
    }
}
