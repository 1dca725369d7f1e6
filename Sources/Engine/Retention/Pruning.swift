import Exchange

/// What pruning came to, class by class.
package struct Pruning: Codable, Hashable, Sendable {
    package struct Line: Codable, Hashable, Sendable {
        package let `class`: PruneClass
        /// Files; of the ledger, runs.
        package internal(set) var kept = 0
        package internal(set) var removed = 0
        /// The day (UTC) on which the run of the oldest thing left ended: `2026-11-01`.
        package internal(set) var oldest: String?
    }

    /// One for each class, in their order.
    package internal(set) var lines = PruneClass.allCases.map { Line(class: $0) }
    /// Profiles with a process at work; theirs is left for the next time.
    package internal(set) var busy: [String] = []

    package subscript(_ kind: PruneClass) -> Line { lines.first { $0.class == kind } ?? Line(class: kind) }

    mutating func count(_ kind: PruneClass, isRemoved: Bool, _ moment: Moment) {
        guard let index = lines.firstIndex(where: { $0.class == kind }) else { return }
        if isRemoved {
            lines[index].removed += 1
        } else {
            lines[index].kept += 1
            let day = CivilTime(moment, offset: 0, abbreviation: "UTC").date.description
            lines[index].oldest = min(lines[index].oldest ?? day, day)
        }
    }

    /// One line for a report; nil where nothing was removed.
    package var remark: String? {
        let parts = lines.filter { $0.removed > 0 }.map { counted($0.removed, $0.class.noun) }
        return parts.isEmpty ? nil : "Retention: \(parts.joined(separator: ", ")) removed, older than what is kept."
    }
}
