import Exchange

extension ReportText {
    /// What this load changes at the receiver.
    var comparison: [Line] {
        guard let comparison = report.comparison else { return [] }
        return ComparisonText(comparison, report.mood).lines
    }
}

/// A comparison as people read it: the sum, what is erased, the groups that moved, the fields that changed.
struct ComparisonText {
    private let about: Comparison
    private let mood: RunReport.Mood
    private static let shownGroups = 8
    private static let shownFields = 8
    /// Sentences about single erased fields before they are only counted in the table.
    private static let shownCleared = 5

    init(_ comparison: Comparison, _ mood: RunReport.Mood) {
        about = comparison
        self.mood = mood
    }

    var lines: [ReportLine] {
        let heading: String =
            switch mood {
            case .did: "What changed"
            case .will: "What will change"
            case .would: "What would change"
            }
        guard let baseline = about.baseline else {
            return [ReportLine.blank, ReportLine(.heading, heading)]
                + ReportLine.paragraph(
                    .plain, 2, "First load of this profile, all of it new: \(counted(about.now, about.noun)).")
                + firstGroups
        }
        return [ReportLine.blank, ReportLine(.heading, "\(heading), against run \(baseline)")]
            + ReportLine.paragraph(.plain, 2, sum) + cleared + groups + fields
    }

    /// `18,121 users: 12 new, 318 changed, 3 gone (2 expired), 17,788 same`.
    private var sum: String {
        let expired = about.expired > 0 ? " (\(grouped(about.expired)) expired)" : ""
        var parts = [
            "\(grouped(about.new)) new", "\(grouped(about.changed)) changed", "\(grouped(about.gone)) gone\(expired)",
        ]
        if about.kept > 0 {
            parts.append(
                "\(grouped(about.kept)) rejected, which \(about.kept == 1 ? "keeps what it has" : "keep what they have")"
            )
        }
        parts.append("\(grouped(about.same)) same")
        return "\(counted(about.now, about.noun)): \(parts.joined(separator: ", "))"
    }

    /// What the receiver erases, most first: the one change that cannot be taken back.
    private var cleared: [ReportLine] {
        let fields = about.fields.filter { $0.cleared > 0 }.sorted { $0.cleared > $1.cleared }
        let verb: String =
            switch mood {
            case .did: "cleared"
            case .will: "will clear"
            case .would: "would clear"
            }
        return fields.prefix(ComparisonText.shownCleared).flatMap {
            ReportLine.paragraph(
                .remedy, 2, "\(verb) \($0.name) for \(counted($0.cleared, about.noun))", lead: "! ")
        }
    }

    private var firstGroups: [ReportLine] {
        if about.groups.count < 2 { return [] }
        let groups = about.groups.sorted { $0.now > $1.now }
        let shown = groups.prefix(ComparisonText.shownGroups)
        let more = groups.count > shown.count ? "; and \(counted(groups.count - shown.count, "more group"))" : ""
        let words = shown.map { "\(ComparisonText.called($0.name)) \(grouped($0.now))" }.joined(separator: ", ")
        return ReportLine.paragraph(.detail, 2, words + more)
    }

    private var groups: [ReportLine] {
        let moved = about.groups.filter { $0.before != $0.now || $0.gone > 0 }
            .sorted { abs($0.now - $0.before) + $0.gone > abs($1.now - $1.before) + $1.gone }
        if moved.isEmpty { return [] }
        let rows = moved.prefix(ComparisonText.shownGroups).map { group in
            let gone = group.gone > 0 ? "\(grouped(group.gone)) gone" : ""
            return [
                ComparisonText.called(group.name), "\(grouped(group.before)) before", "\(grouped(group.now)) now", gone,
            ]
        }
        return [ReportLine(.plain, "  groups")] + ReportLine.table(.detail, 4, rows)
            + more(moved.count - rows.count, "group")
    }

    private var fields: [ReportLine] {
        let changed = about.fields.filter { $0.set + $0.changed + $0.cleared > 0 }
            .sorted { ($0.cleared, $0.set + $0.changed, $1.name) > ($1.cleared, $1.set + $1.changed, $0.name) }
        if changed.isEmpty { return [] }
        let rows = changed.prefix(ComparisonText.shownFields).map {
            [$0.name, "\(grouped($0.set)) set", "\(grouped($0.changed)) changed", "\(grouped($0.cleared)) cleared"]
        }
        return [ReportLine(.plain, "  fields")] + ReportLine.table(.detail, 4, rows)
            + more(changed.count - rows.count, "field")
    }

    private func more(_ number: Int, _ noun: String) -> [ReportLine] {
        number > 0 ? [ReportLine(.detail, "    and \(counted(number, "more \(noun)"))")] : []
    }

    private static func called(_ group: String) -> String { group.isEmpty ? "(no group)" : group }
}
