import Exchange

/// What the morning page says in text and in HTML alike.
struct MorningWords {
    private let page: MorningPage
    /// Institutions are named where there are several.
    private let namesInstitutions: Bool
    /// Reasons of one entry shown in full.
    static let shownReasons = 3

    init(_ page: MorningPage) {
        self.page = page
        namesInstitutions = Set(page.entries.map(\.institution)).count > 1
    }

    /// `6 ok   1 attention   1 HELD`.
    var counts: [String] {
        let words: [(MorningEntry.Level, String)] = [
            (.ok, "ok"), (.silent, "without a run"), (.attention, "attention"), (.missing, "MISSING"),
            (.failed, "FAILED"), (.held, "HELD"),
        ]
        return words.filter { page.count($0.0) > 0 }.map { "\(grouped(page.count($0.0))) \($0.1)" }
    }

    /// The whole night in one sentence.
    var verdict: String {
        if counts.isEmpty { return "There are no profiles." }
        return counts.joined(separator: ", ") + (page.isQuiet ? ": nothing needs anybody." : ".")
    }

    /// `2026-11-21 07:00:00 CST` as `Sat 21 Nov 2026 07:00 CST`.
    var clock: String {
        let parts = page.clock.split(separator: " ")
        let day = parts.first.map { $0.split(separator: "-").map { Int($0) ?? 0 } } ?? []
        guard parts.count > 1, day.count == 3, let date = CivilDate(year: day[0], month: day[1], day: day[2]) else {
            return page.clock
        }
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekday = weekdays[((date.daysSince1970 % 7) + 7) % 7]
        let rest = ([parts[1].prefix(5)] + parts.dropFirst(2)).joined(separator: " ")
        return "\(weekday) \(date.day) \(months[date.month - 1]) \(date.year) \(rest)"
    }

    func name(_ entry: MorningEntry) -> String {
        namesInstitutions ? "\(entry.institution)/\(entry.profile)" : entry.profile
    }

    func mark(_ level: MorningEntry.Level) -> String {
        switch level {
        case .held: "HELD"
        case .failed: "FAIL"
        case .missing: "MISS"
        case .attention: "ATTN"
        case .ok: "OK"
        case .silent: "NONE"
        }
    }

    /// `02:30`, or `20 Nov 19:00` where it was another day than the page's.
    func time(_ entry: MorningEntry) -> String {
        guard let clock = entry.clock else { return "" }
        let time = String(clock.dropFirst(11).prefix(5))
        return clock.prefix(10) == page.clock.prefix(10)
            ? time : "\(Age.day(String(clock.prefix(10)), at: page.clock)) \(time)"
    }

    /// `(5 runs)`; nil where it is the only one.
    func several(_ entry: MorningEntry) -> String? {
        entry.runs > 1 ? "(\(counted(entry.runs, "run")))" : nil
    }

    /// What is wrong, with its age; nil where the headline says it already, as for a guard.
    func sentence(_ reason: MorningEntry.Reason, _ entry: MorningEntry) -> String? {
        guard let example = reason.example, !entry.headline.contains(example) else { return nil }
        let count = reason.count > 1 ? "\(grouped(reason.count)) x \(reason.rule); first: " : ""
        return count + example + (reason.age.map { "  [\($0)]" } ?? "")
    }

    func remedy(_ reason: MorningEntry.Reason) -> String {
        "\(Owner(rawValue: reason.owner)?.title ?? reason.owner): \(reason.remedy)"
    }

    /// Where to read on: where not all reasons are shown, or there is nothing else to type.
    func more(_ entry: MorningEntry) -> String? {
        guard let command = entry.more else { return nil }
        let more = entry.reasons.count - MorningWords.shownReasons
        if more > 0 { return "and \(counted(more, "more rule")): \(command)" }
        return entry.release == nil ? "all of it: \(command)" : nil
    }

    func age(_ code: NewCodeLine) -> String? {
        code.since.map { Age.words(since: $0, runs: code.runs ?? 1, at: page.clock) }
    }
}
