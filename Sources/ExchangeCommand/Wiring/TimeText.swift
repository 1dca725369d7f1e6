import Exchange
import Machine

/// Times on the command line: `2026-11-21`, `2026-11-21T02:30`, `2026-11-21T02:30:05`.
enum TimeText {
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
