import Exchange
import Schedule

/// `calendars.yaml` of an institution: each calendar is read when a profile names it. It says when runs are made, not
/// what they do, so no run is pinned by it.
struct Calendars {
    static let settings: [Setting] = [
        Setting("calendars", .table(.block(each)), required: true, "Calendars, by name.", example: "{campus: {…}}")
    ]

    private static let days: Setting.Kind = .table(.either(.text, .list(.text)))

    private static let each: [Setting] = [
        Setting("weekend", .text, default: "SAT,SUN", "Days on which nobody works, as in cron.", example: "FRI,SAT"),
        Setting(
            "holidays", days, "Days by name: a day, first..last, or without the year for every year.",
            example: "{Winter break: 12-24..01-01}"),
        Setting("terms", days, "The same for terms.", example: "{fall-2026: 2026-08-24..2026-12-11}"),
        Setting(
            "blackouts", .list(.text), "Local times in which nothing begins.", example: "[\"SUN 02:00-04:00\"]"),
    ]

    private let file: String
    private let pairs: [Node.Pair]
    /// About the file.
    private let complaints: Complaints

    /// `node` is nil where there is no such file.
    init(_ node: Node?, file: String) {
        self.file = file
        pairs = node?["calendars"]?.pairs ?? []
        complaints =
            node.map { SettingsCheck.complaints(about: $0, declared: Calendars.settings, called: "the calendars") }
            ?? Complaints([])
    }

    init(unreadable complaints: Complaints, file: String) {
        self.file = file
        self.complaints = complaints
        pairs = []
    }

    /// Nil, and at least one complaint, where there is no such calendar or it is not whole.
    func calendar(namedBy node: Node, key: String, _ found: inout Complaints) -> WorkCalendar? {
        guard complaints.isEmpty else {
            found.add(complaints)
            return nil
        }
        let name = node.text ?? ""
        guard let pair = pairs.first(where: { $0.key == name }) else {
            let names = pairs.map(\.key)
            found.add(
                node.mark, key: key, "there is no calendar '\(name)' in \(file)",
                nearest: Exchange.nearest(name, among: names), allowed: names)
            return nil
        }
        return Calendars.calendar(pair, &found)
    }

    /// Complaints about every calendar, used or not.
    var review: Complaints {
        if !complaints.isEmpty { return complaints }
        var found = Complaints([])
        for pair in pairs { _ = Calendars.calendar(pair, &found) }
        return found.sorted()
    }

    private static func calendar(_ pair: Node.Pair, _ found: inout Complaints) -> WorkCalendar? {
        let before = found.all.count
        let path = "calendars.\(pair.key)"
        let calendar = WorkCalendar(
            name: pair.key, weekend: weekend(pair.value["weekend"], "\(path).weekend", &found),
            holidays: spans(pair.value["holidays"], "\(path).holidays", &found),
            terms: spans(pair.value["terms"], "\(path).terms", &found),
            blackouts: blackouts(pair.value["blackouts"], "\(path).blackouts", &found))
        return found.all.count == before ? calendar : nil
    }

    private static func weekend(_ node: Node?, _ path: String, _ found: inout Complaints) -> Set<Int> {
        guard let node, let text = node.text else { return [0, 6] }
        do throws(CronProblem) { return try WeekdayList.days(text) } catch {
            found.add(error, in: node, key: path)
            return []
        }
    }

    private static func spans(_ node: Node?, _ path: String, _ found: inout Complaints) -> [DaySpan] {
        (node?.pairs ?? []).flatMap { pair in
            (pair.value.items ?? [pair.value]).compactMap { item in
                let text = item.text ?? ""
                if let span = DaySpan(pair.key, text) { return span }
                found.add(
                    item.mark, key: "\(path).\(pair.key)",
                    "'\(text)' is no day or days: write 2026-12-24, 2026-12-24..2027-01-01, or 12-25 for every year")
                return nil
            }
        }
    }

    private static func blackouts(_ node: Node?, _ path: String, _ found: inout Complaints) -> [Blackout] {
        (node?.items ?? []).compactMap { item in
            let text = item.text ?? ""
            if let blackout = Blackout(text) { return blackout }
            found.add(
                item.mark, key: path,
                "'\(text)' is no blackout: write 23:00-01:00, 'SUN 02:00-04:00', or 2026-12-24T18:00..2027-01-02T06:00")
            return nil
        }
    }
}

extension Complaints {
    /// What is wrong with a cron line, at the very letter.
    mutating func add(_ problem: CronProblem, in node: Node, key: String) {
        var mark = node.mark
        if case .scalar(_, let quoted, let start) = node {
            mark = Mark(
                file: start.file, line: start.line, column: start.column + problem.offset + (quoted ? 1 : 0))
        }
        add(mark, key: key, problem.message, nearest: problem.nearest)
    }
}
