import Exchange

/// Whether a server still is what it was: holds what is known of it against what was remembered, and remembers it.
package struct Drift {
    /// A fact that has a value it never had before.
    package struct Change: Hashable, Sendable {
        package let name: String
        package let before: String
        /// Since when it was that: `2026-11-12`.
        package let since: String
        package let now: String
    }

    /// Servers behind one address take turns: a value seen before is no news.
    private static let keptValues = 4

    private let memory: any PlaceMemory
    private let connection: String

    package init(_ memory: any PlaceMemory, of connection: String) {
        self.memory = memory
        self.connection = connection
    }

    /// The changes since the last time, in the facts' order; each is told once. What was not known is learned, what is
    /// not said this time stays as it is.
    package func compare(_ facts: [PlaceFact], on day: CivilDate) throws(Fault) -> [Change] {
        var changes: [Change] = []
        for fact in facts where fact.isSteady {
            let now = Drift.plain(fact.value)
            let known = try known(fact.name)
            if known.first?.value == now { continue }
            let others = known.filter { $0.value != now }
            if let last = known.first, others.count == known.count {
                changes.append(Change(name: fact.name, before: last.value, since: last.since, now: now))
            }
            let kept = [(since: day.description, value: now)] + others.prefix(Drift.keptValues - 1)
            try memory.keep(Drift.key(fact.name), kept.map { "\($0.since) \($0.value)" }.joined(separator: "\n"))
        }
        return changes
    }

    /// What was last known of a fact, and since when.
    package func last(_ name: String) throws(Fault) -> (since: String, value: String)? { try known(name).first }

    /// One sentence for the report; nil where nothing changed.
    package func sentence(_ changes: [Change]) -> String? {
        guard let first = changes.map(\.since).min() else { return nil }
        let words = changes.map { "\($0.name) \($0.before) → \($0.now)" }.joined(separator: "; ")
        return "The server of '\(connection)' is not what it was on \(first): \(words)."
    }

    private func known(_ name: String) throws(Fault) -> [(since: String, value: String)] {
        let text = try memory.recall(Drift.key(name)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
    }

    private static func key(_ name: String) -> String { "fact \(name)" }

    /// A server says what it likes: one line of it, and not much.
    private static func plain(_ value: String) -> String { String(shown(value).prefix(300)) }
}
