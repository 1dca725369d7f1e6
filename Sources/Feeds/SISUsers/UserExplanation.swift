import Exchange
import Formats
import Rules

/// The mapping in plain English.
struct UserExplanation {
    private let format: TableFormat
    private let layout: UserLayout
    private let feed: SISUsersFeed

    init(_ feed: SISUsersFeed) {
        self.feed = feed
        format = feed.format
        layout = feed.layout
    }

    var lines: [String] {
        format.explanation + selection + fields + layout.parts.flatMap(part)
            + (feed.policies.several?.explanation ?? []) + whole
            + [ending]
    }

    private var selection: [String] {
        var lines: [String] = []
        if let only = layout.only { lines.append("Takes only rows where \(only.explanation).") }
        if let skip = layout.skip { lines.append("Leaves out rows where \(skip.explanation).") }
        return lines
    }

    private var whole: [String] {
        var lines: [String] = []
        for (point, when) in zip(feed.pack.matchPoints, feed.policies.populations) {
            let whom =
                when.map { "where \($0.explanation)" }
                ?? "for everybody\(feed.pack.matchPoints.count > 1 ? " else" : "")"
            lines.append("Match point \(whom): \(point.name); a user without it is rejected.")
        }
        switch feed.policies.duplicates {
        case .rejectLater: lines.append("Of two users with one identifier the first is sent and the later rejected.")
        case .rejectAll: lines.append("Users who share an identifier are all rejected.")
        case .dropIdentifier: lines.append("Of two users with one identifier the later is sent without it.")
        }
        switch feed.policies.missing {
        case .ignore: break
        case .report: lines.append("Users of the last load who are not in this one are reported.")
        case .expire(let expiry):
            lines.append("Users of the last load who are not in this one are sent once more, expiring \(expiry.words).")
        }
        if let list = feed.policies.protected {
            lines.append("Held unless everybody in \(list.name) (\(list.identifiers.count)) is in the load.")
        }
        for list in feed.pack.codeLists {
            let names = Set(list.slots.map { layout.slots[$0].element.name }).sorted().joined(separator: ", ")
            lines.append("Codes of \(names) must be in \(list.source).")
        }
        return lines
    }

    private var fields: [String] {
        ["Each record becomes one user:"] + layout.fields.map { "  \($0.element.name): \(value($0))\(note($0))" }
    }

    private func part(_ part: UserLayout.Part) -> [String] {
        let kind = part.segment.element.replacing("_", with: " ")
        let types =
            part.types.isEmpty && part.kinds.isEmpty
            ? ""
            : part.types.isEmpty
                ? " of a type that is \(part.kinds.map(value).joined(separator: " and "))"
                : part.types.isEmpty ? "" : " of type \(part.types.joined(separator: " and "))"
        let marks = part.attributes.isEmpty ? "" : " (\(part.attributes.sorted().joined(separator: ", ")))"
        return ["  One \(kind)\(types)\(marks), left out where \(part.segment.key) is blank:"]
            + part.members.map { "    \($0.element.name): \(value($0))" }
    }

    private var ending: String {
        "A record that breaks a rule is left out, reported with its line, and written to the rejects file. "
            + "Blank values are not sent; the library system then erases what it had there."
    }

    private func value(_ member: UserLayout.Member) -> String {
        switch member.value {
        case .constant(let text): "always '\(text)'"
        case .slot(let slot): layout.slots[slot].rule.explanation
        }
    }

    private func note(_ member: UserLayout.Member) -> String {
        member.element.isLoaded ? "" : " (sent, but the library system's load does not read it)"
    }
}
