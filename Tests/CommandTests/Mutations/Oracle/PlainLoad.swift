/// What a file as a whole may become: who is sent, how many rows are not, and how the run must end.
struct PlainLoad {
    private(set) var users: [PlainUser] = []
    private(set) var read = 0
    private(set) var rejected = 0
    /// People of whom a row was refused.
    private(set) var refused: Set<String> = []
    private let isCut: Bool
    private let profile: PlainProfile

    private struct Entry {
        let key: String
        var user: PlainUser?
        /// How many rows it is.
        var rows = 1
    }

    init(_ table: PlainTable, _ profile: PlainProfile) {
        self.profile = profile
        isCut = table.isCut
        read = table.rows.count
        var entries = table.rows.map { row in
            let id = PlainText.trimmed(row?["PERSON_ID"] ?? "").lowercased()
            return Entry(key: id, user: row.flatMap { PlainRules.user($0, profile) })
        }
        if profile.joinsRows { entries = PlainLoad.joined(entries) }
        switch profile.duplicates {
        case .all: entries = rejectAll(entries)
        case .later, .drop: entries = firstWins(entries)
        }
        for entry in entries {
            if let user = entry.user {
                users.append(user)
            } else {
                rejected += entry.rows
                refused.insert(entry.key)
            }
        }
    }

    /// The row with the highest weight stands for the person, in the place of the first; with a bad row nobody does.
    private static func joined(_ entries: [Entry]) -> [Entry] {
        func weight(_ entry: Entry) -> Int { PlainProfile.weights[entry.user?.cells["GROUP"] ?? ""] ?? 0 }
        let people = Dictionary(grouping: entries.filter { !$0.key.isEmpty }, by: \.key)
        var seen: Set<String> = []
        return entries.compactMap { entry in
            guard let rows = people[entry.key], rows.count > 1 else { return entry }
            if rows.contains(where: { $0.user == nil }) { return Entry(key: entry.key, user: nil) }
            if !seen.insert(entry.key).inserted { return nil }
            let most = rows.map(weight).max()
            return rows.first { weight($0) == most }.map { Entry(key: $0.key, user: $0.user, rows: rows.count) }
        }
    }

    /// Each identifier a user has, so written that equal ones are the same identifier.
    private func identifiers(_ user: PlainUser) -> [(column: String, spellings: [String])] {
        PlainUser.identifiers.compactMap { column in
            guard let value = user.cells[column] else { return nil }
            if profile.ignoresCase { return (column, [value.lowercased()]) }
            // Primary ids are the same in any case; what stands in another field is the same letter by letter.
            return (
                column, column == "PERSON_ID" ? ["as is " + value, "any " + value.lowercased()] : ["as is " + value]
            )
        }
    }

    private func rejectAll(_ entries: [Entry]) -> [Entry] {
        var holders: [String: Int] = [:]
        for entry in entries {
            for identifier in entry.user.map(identifiers) ?? [] {
                for spelling in identifier.spellings { holders[spelling, default: 0] += 1 }
            }
        }
        return entries.map { entry in
            var entry = entry
            let clashes = (entry.user.map(identifiers) ?? []).contains { identifier in
                identifier.spellings.contains { holders[$0] ?? 0 > 1 }
            }
            if clashes { entry.user = nil }
            return entry
        }
    }

    private func firstWins(_ entries: [Entry]) -> [Entry] {
        var taken: Set<String> = []
        return entries.map { entry in
            guard var user = entry.user else { return entry }
            var entry = entry
            var own: Set<String> = []
            var lost: [String] = []
            for identifier in identifiers(user) {
                let isTaken = identifier.spellings.contains { taken.contains($0) || own.contains($0) }
                if isTaken { lost.append(identifier.column) } else { own.formUnion(identifier.spellings) }
            }
            for column in lost { user.cells[column] = nil }
            let mayLose = profile.duplicates == .drop && !lost.contains("PERSON_ID")
            // Nobody can find a user again who has no match point.
            let isFound = !profile.hasMatchPoint || user.cells["LOGIN"] != nil
            entry.user = lost.isEmpty || (mayLose && isFound) ? user : nil
            if entry.user != nil { taken.formUnion(own) }
            return entry
        }
    }

    /// The exit code of a run of this load, `last` being what was delivered before.
    func ending(after last: PlainLoad?) -> Int {
        let isTooBad = rejected * 100 > 10 * read
        if isCut || isTooBad { return MutationKind.held }
        // Nobody is sent, and nobody is missed.
        if users.isEmpty { return rejected > 0 || read == 0 ? MutationKind.refused : MutationKind.nothing }
        if let last, PlainGuards(before: last, now: self).hold { return MutationKind.held }
        return rejected > 0 ? MutationKind.rejects : MutationKind.done
    }
}
