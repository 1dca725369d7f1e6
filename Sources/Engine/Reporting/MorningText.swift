import Exchange

/// The morning page as people read it: ten seconds for the first line, then who, what, why, and who must act.
package struct MorningText {
    private let page: MorningPage
    /// Institutions are named where there are several.
    private let namesInstitutions: Bool
    /// Reasons of one entry shown in full.
    private static let shownReasons = 3

    package init(_ page: MorningPage) {
        self.page = page
        namesInstitutions = Set(page.entries.map(\.institution)).count > 1
    }

    package var lines: [ReportLine] {
        heading + page.entries.flatMap(entry) + codes + unsent
    }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    /// `Sat 21 Nov 2026 07:00 CST          6 ok   1 attention   1 HELD`.
    private var heading: [ReportLine] {
        let words: [(MorningEntry.Level, String)] = [
            (.ok, "ok"), (.silent, "without a run"), (.attention, "attention"), (.failed, "FAILED"), (.held, "HELD"),
        ]
        let counts = words.filter { page.count($0.0) > 0 }.map { "\(grouped(page.count($0.0))) \($0.1)" }
        let left = MorningText.spelled(page.clock)
        let right = counts.isEmpty ? "there are no profiles" : counts.joined(separator: "   ")
        let gap = String(repeating: " ", count: max(3, 80 - left.count - right.count))
        return [ReportLine(.verdict, left + gap + right)]
    }

    /// `2026-11-21 07:00:00 CST` as `Sat 21 Nov 2026 07:00 CST`.
    private static func spelled(_ clock: String) -> String {
        let parts = clock.split(separator: " ")
        let day = parts.first.map { $0.split(separator: "-").map { Int($0) ?? 0 } } ?? []
        guard parts.count > 1, day.count == 3, let date = CivilDate(year: day[0], month: day[1], day: day[2]) else {
            return clock
        }
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = weekdays[((date.daysSince1970 % 7) + 7) % 7]
        let rest = ([parts[1].prefix(5)] + parts.dropFirst(2)).joined(separator: " ")
        return "\(weekday) \(date.day) \(months[date.month - 1]) \(date.year) \(rest)"
    }

    private func entry(_ entry: MorningEntry) -> [ReportLine] {
        let name = namesInstitutions ? "\(entry.institution)/\(entry.profile)" : entry.profile
        let mark = MorningText.mark(entry.level)
        if entry.level == .ok || entry.level == .silent {
            let time = entry.level == .ok ? "  \(time(entry))" : ""
            return ReportLine.paragraph(.plain, 0, "\(name)\(time)  \(entry.headline)", lead: mark)
        }
        let run = entry.run.map { "  run \($0)" } ?? ""
        var lines = [ReportLine(.heading, "\(mark)\(name)  \(time(entry))\(run)")]
        lines += ReportLine.paragraph(.plain, 6, entry.headline)
        for reason in entry.reasons.prefix(MorningText.shownReasons) { lines += self.reason(reason, entry) }
        let more = entry.reasons.count - MorningText.shownReasons
        if more > 0, let run = entry.run {
            lines.append(ReportLine(.detail, "      and \(counted(more, "more rule")): exchange report \(run)"))
        }
        if let release = entry.release {
            lines.append(ReportLine(.remedy, "      send it: \(release)   or wait for a better file"))
        }
        return lines
    }

    private var unsent: [ReportLine] {
        (page.unsent ?? []).flatMap { ReportLine.paragraph(.remedy, 0, $0, lead: "ATTN  ") }
    }

    private static func mark(_ level: MorningEntry.Level) -> String {
        switch level {
        case .held: "HELD  "
        case .failed: "FAIL  "
        case .attention: "ATTN  "
        case .ok: "OK    "
        case .silent: "NONE  "
        }
    }

    /// `02:30`, or `20 Nov 19:00` where it was another day than the page's.
    private func time(_ entry: MorningEntry) -> String {
        guard let clock = entry.clock else { return "" }
        let time = String(clock.dropFirst(11).prefix(5))
        return clock.prefix(10) == page.clock.prefix(10)
            ? time : "\(Age.day(String(clock.prefix(10)), at: page.clock)) \(time)"
    }

    private func reason(_ reason: MorningEntry.Reason, _ entry: MorningEntry) -> [ReportLine] {
        let age = reason.age.map { "  [\($0)]" } ?? ""
        var lines: [ReportLine] = []
        // A guard's sentence is the headline already.
        let isSaid = reason.example.map { entry.headline.contains($0) } ?? true
        let count = reason.count > 1 ? "\(grouped(reason.count)) x \(reason.rule); first: " : ""
        if !isSaid, let example = reason.example {
            lines += ReportLine.paragraph(.detail, 6, "\(count)\(example)\(age)")
        }
        let owner = Owner(rawValue: reason.owner)?.title ?? reason.owner
        return lines + ReportLine.paragraph(.remedy, 8, "\(owner): \(reason.remedy)", lead: "-> ")
    }

    private var codes: [ReportLine] {
        let named = page.entries.flatMap { entry in entry.codes.map { (entry, $0) } }
        if named.isEmpty { return [] }
        return [ReportLine(.heading, "NEW CODES")]
            + named.flatMap { entry, code in
                let age = code.since.map {
                    "  [\(Age.words(since: $0, runs: code.runs ?? 1, at: page.clock))]"
                }
                return ReportLine.paragraph(.plain, 6, "\(entry.profile): \(code.text)\(age ?? "")")
            }
    }
}
