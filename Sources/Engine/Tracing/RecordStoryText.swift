import Exchange

/// A story as people read it: what the receiver has, then what has come in between since.
package struct RecordStoryText {
    private let story: RecordStory
    /// The oldest events are left out beyond that.
    private static let shownEvents = 10

    package init(_ story: RecordStory) { self.story = story }

    package var lines: [ReportLine] {
        [ReportLine(.verdict, "\(story.identifier)  \(story.profile)")] + delivery + events + notes
    }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    private var delivery: [ReportLine] {
        guard let delivery = story.delivery else {
            let words = story.isKnown ? "It is not in the last delivered load." : unknown
            return ReportLine.paragraph(.plain, 2, words)
        }
        let names = delivery.targets.map { PlacePath.last($0) }
        let target = names.isEmpty ? "" : " in \(names.count > 1 ? "one of " : "")\(names.joined(separator: ", "))"
        let run = delivery.run.map { "run \($0)\(target)" } ?? "a run that is not kept any more"
        let clock = delivery.clock.map { "\(RecordStoryText.day($0)), " } ?? ""
        let files = delivery.sources.map { PlacePath.last($0) }
        let file = files.count > 1 ? "one of \(files.joined(separator: ", "))" : files.first
        let line = delivery.line.map { "line \(grouped($0))" }
        let source = [file, line].compactMap(\.self).joined(separator: ", ")
        var lines = ReportLine.paragraph(.plain, 2, "last delivered \(clock)\(run)")
        if !source.isEmpty { lines += ReportLine.paragraph(.plain, 2, "from \(source)") }
        let width = delivery.facts.map(\.name.count).max() ?? 0
        for fact in delivery.facts {
            let gap = String(repeating: " ", count: width - fact.name.count + 2)
            lines += ReportLine.paragraph(.detail, 4, fact.value, lead: shown(fact.name) + gap)
        }
        return lines
    }

    private var unknown: String {
        "Nothing is known of it: it is not in the last delivered load, and no report and no list of changes that is "
            + "still kept names it. A row that was rejected because nobody could tell whose it is cannot be looked up."
    }

    private var events: [ReportLine] {
        if story.events.isEmpty {
            return story.delivery == nil ? [] : ReportLine.paragraph(.plain, 2, "Nothing has come in between since.")
        }
        let left = story.events.count - RecordStoryText.shownEvents
        let more = left > 0 ? [ReportLine(.detail, "  and \(counted(left, "earlier run"))")] : []
        let isThatRun = story.delivery != nil && story.events.first?.run == story.delivery?.run
        let heading = story.delivery == nil ? "What runs say of it" : isThatRun ? "In that run and since" : "Since then"
        return [ReportLine(.heading, heading)] + more
            + story.events.suffix(RecordStoryText.shownEvents).flatMap(event)
    }

    private func event(_ event: RecordStory.Event) -> [ReportLine] {
        let head = "  \(RecordStoryText.day(event.clock))  run \(event.run)  \(event.end.uppercased())"
        return [ReportLine(.plain, head)] + event.words.flatMap { ReportLine.paragraph(.detail, 6, $0) }
    }

    private var notes: [ReportLine] { story.notes.flatMap { ReportLine.paragraph(.plain, 2, $0) } }

    /// `21 November 2026 02:30` of `2026-11-21 02:30:00 CST`.
    private static func day(_ clock: String) -> String {
        "\(Age.day(String(clock.prefix(10)), at: "")) \(clock.dropFirst(11).prefix(5))"
    }
}
