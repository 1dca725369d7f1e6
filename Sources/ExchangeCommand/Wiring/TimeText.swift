import Exchange
import Machine

/// Times on the command line: `2026-11-21`, `2026-11-21T02:30`, `2026-11-21T02:30:05`.
enum TimeText {
    /// As `moment`, and beside that `yesterday`, `today`, `monday` (the last one, today if it is one), `7d`, `12h`: days
    /// begin at midnight in the zone.
    static func since(_ text: String, now: Moment, in zone: TimeZoneData) throws(Fault) -> Moment {
        let today = zone.civil(now).date.daysSince1970
        if let count = Int(text.dropLast()), (0...3660).contains(count), text.utf8.first != UInt8(ascii: "+") {
            if text.hasSuffix("h") { return Moment(seconds: now.seconds - count * 3600) }
            if text.hasSuffix("d") { return midnight(today - count, zone) }
        }
        switch text {
        case "today": return midnight(today, zone)
        case "yesterday": return midnight(today - 1, zone)
        default: break
        }
        if let day = weekdays.firstIndex(of: text.lowercased()) {
            return midnight(today - ((today - day) % 7 + 7) % 7, zone)
        }
        return try moment(text, in: zone)
    }

    /// 1970-01-01 was a Thursday.
    private static let weekdays = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"]

    private static func midnight(_ day: Int, _ zone: TimeZoneData) -> Moment {
        zone.moment(CivilDate(daysSince1970: day), hour: 0, minute: 0, second: 0)
    }

    static func moment(_ text: String, in zone: TimeZoneData) throws(Fault) -> Moment {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let days = halves[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        let times =
            halves.count > 1
            ? halves[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) } : [0, 0]
        guard days.count == 3, let year = days[0], let month = days[1], let day = days[2],
            let date = CivilDate(year: year, month: month, day: day), (2...3).contains(times.count),
            let hour = times[0], let minute = times[1], let second = times.count > 2 ? times[2] : 0,
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { throw Fault(.commandTime, .stop, "'\(text)' is no time this program understands.") }
        return zone.moment(date, hour: hour, minute: minute, second: second)
    }
}
