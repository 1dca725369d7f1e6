import Exchange
import Schedule

/// One run, or one that is not made, as `exchange schedule` shows it.
struct ScheduleLine: Encodable {
    let profile: String
    /// What `exchange run --slot` is given.
    let slot: String
    /// On the wall clock of the zone, with the jitter: `2026-11-22 02:37:12 CST`.
    let starts: String
    let utc: String
    let zone: String
    /// `gap` or `fold`.
    let mark: String?
    /// Why it is not made.
    let skipped: String?
    let why: String
    /// The schedule's lines that name it, as they were written.
    let lines: [String]
    let order: Int

    enum CodingKeys: String, CodingKey {
        case profile, slot, starts, utc, zone, mark, skipped, why, lines
    }

    init(_ slot: Slot, _ table: Timetable, profile: String) {
        let civil = table.zone.civil(slot.start)
        self.profile = profile
        self.slot = slot.id
        starts = "\(civil)"
        utc = Timetable.instant(slot.start)
        zone = table.zone.name
        mark = slot.mark?.rawValue
        skipped = slot.skipped
        lines = slot.lines.map { table.plan.lines[$0].description }
        why = ScheduleLine.why(slot, lines, opened: LocalMinute(civil))
        order = slot.start.seconds
    }

    /// The first `count` that run, with those between them that do not.
    static func first(_ count: Int, of lines: [ScheduleLine]) -> [ScheduleLine] {
        var rest = count
        return Array(
            lines.prefix { line in
                if line.skipped == nil { rest -= 1 }
                return rest >= 0 && !(rest == 0 && line.skipped != nil)
            })
    }

    private static func why(_ slot: Slot, _ lines: [String], opened: LocalMinute) -> String {
        if let skipped = slot.skipped { return skipped }
        var words = [lines.joined(separator: " | ")]
        if slot.isLook { words.append("look of the window of \(slot.nominal)") }
        for move in slot.moves { words.append("moved from \(move.from): \(move.holiday)") }
        if slot.mark == .gap { words.append("the clock jumps over \(slot.nominal.time)") }
        if slot.mark == .fold { words.append("the clock shows \(slot.nominal.time) twice, this is the first") }
        if let first = slot.alsoFor.first, let last = slot.alsoFor.last {
            let times = slot.alsoFor.count == 1 ? first.time : "\(first.time) to \(last.time)"
            words.append("stands for \(times), too")
        }
        return words.joined(separator: "; ")
    }
}
