import ConformanceKit
import Exchange
import ServerKit
import Testing

@testable import Machine

@Suite struct `A damaged time zone file` {
    private static func bytes(_ name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try Folder.openAnywhere("/usr/share/zoneinfo/\(name)").eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return bytes
    }

    @Test(arguments: ["America/Chicago", "Europe/Vienna", "Asia/Kolkata", "Etc/UTC"])
    func `is refused wherever it was cut short`(name: String) throws {
        let whole = try Self.bytes(name)
        #expect(TimeZoneFile.parse(whole, name: name) != nil)
        for length in whole.indices {
            #expect(TimeZoneFile.parse(Array(whole.prefix(length)), name: name) == nil, "\(length) of \(whole.count)")
        }
    }

    @Test func `never stops the program, whatever is in it`() throws {
        var numbers = SeededNumbers(seed: 9636)
        for name in ["America/Chicago", "Africa/Casablanca", "Pacific/Apia"] {
            let whole = try Self.bytes(name)
            for _ in 0..<1000 { Self.use(TimeZoneFile.parse(Mutation.of(whole, &numbers), name: name)) }
            for place in whole.indices {
                var damaged = whole
                damaged[place] ^= 0xFF
                Self.use(TimeZoneFile.parse(damaged, name: name))
            }
        }
        for _ in 0..<2000 { Self.use(TimeZoneFile.parse(Mutation.of(TZif().bytes, &numbers), name: "x")) }
    }

    private static func use(_ zone: TimeZoneData?) {
        guard let zone, let day = CivilDate(year: 2026, month: 3, day: 29) else { return }
        for year in stride(from: -5_000_000_000, to: 200_000_000_000, by: 9_999_999_999) {
            let civil = zone.civil(Moment(seconds: year))
            #expect(abs(civil.offset) < 86_400 * 8)
        }
        _ = zone.moment(day, hour: 2, minute: 30, second: 0)
    }

    private static func isRefused(_ change: (inout TZif) -> Void) -> Bool {
        var file = TZif()
        change(&file)
        return TimeZoneFile.parse(file.bytes, name: "x") == nil
    }

    @Test func `is refused where it contradicts itself`() {
        #expect(!Self.isRefused { _ in })
        #expect(Self.isRefused { $0.footer = nil })
        #expect(Self.isRefused { $0.transitions = [(5, 1), (4, 0)] })
        #expect(Self.isRefused { $0.transitions = [(5, 1), (5, 0)] })
        #expect(Self.isRefused { $0.transitions = [(5, 2)] })
        #expect(Self.isRefused { $0.types = [] })
        #expect(Self.isRefused { $0.types[0].offset = 86_400 * 2 })
        #expect(Self.isRefused { $0.types[1].name = 200 })
        #expect(Self.isRefused { $0.names = Array("CET\0CEST".utf8) })
        #expect(!Self.isRefused { $0.footer = "" })
    }

    @Test(arguments: [
        "CET", "CET-", "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M0.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,J0,J100", "CET-1CEST,J366,J100", "CET-1CEST,366,100", "CET-1CEST,J9223372036854775807,J1",
        "CET-1CEST,9223372036854775807,1", "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0 ", "CET-200",
        "CET-1:60", "C-1", "<CET-1", "-1", "CET-1CEST,M99999999999999999999.1.1,M1.1.1", "CET-99999999999999999999",
    ])
    func `is refused for a rule that is none`(footer: String) {
        #expect(PosixZone(footer) == nil && Self.isRefused { $0.footer = footer })
    }

    @Test(arguments: [
        ("EST5EDT,M3.2.0,M11.1.0", 1_784_000_000, -14_400, "EDT"),
        ("EST5EDT,M3.2.0,M11.1.0", 1_795_000_000, -18_000, "EST"),
        ("<+0330>-3:30", 0, 12_600, "+0330"),
        ("XXX-1YYY,J60/0,J61/0", 1_709_251_200, 7200, "YYY"), ("XXX-1YYY,59/0,60/0", 1_709_164_800, 7200, "YYY"),
        ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_767_225_600, 46_800, "NZDT"),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 1_767_225_600, 0, "GMT"),
    ])
    func `is not one whose rule is written so`(rule: String, seconds: Int, offset: Int, name: String) throws {
        let zone = try #require(PosixZone(rule))
        #expect(zone.period(at: seconds) == TimeZoneData.Period(offset: offset, abbreviation: name))
    }
}
