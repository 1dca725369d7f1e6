import Exchange

/// What the receiver holds, and what a load will change there: dictionaries, one loop for each number.
struct NaiveReceiver {
    struct Told: Equatable {
        var counts: [String: Int] = [:]
        /// Set, changed, cleared, filled before, filled now.
        var fields: [String: [Int]] = [:]
        /// Before, now, gone.
        var groups: [String: [Int]] = [:]
        var changes: [String] = []
    }

    private(set) var values: [String] = []
    private(set) var constants: [String: KeptUsers.Constant] = [:]
    /// By primary id in small letters.
    private(set) var users: [String: [String: String]] = [:]
    private(set) var isEmpty = true

    /// Everything that stands for a user, constants included.
    private static func whole(_ user: [String: String], _ constants: [String: KeptUsers.Constant]) -> [String: String] {
        user.merging(
            constants.filter { _, constant in constant.key.map { user[$0] != nil } ?? true }.mapValues(\.value)
        ) { own, _ in own }
    }

    /// Takes a load in; nil where there is none to take.
    mutating func take(_ rows: [EditedPeople.Row], _ mapping: EditedMapping) -> Told? {
        var accepted: [String: [String: String]] = [:]
        var rejected: Set<String> = []
        var nameless = 0
        for row in rows {
            switch row {
            case .good(let person): accepted[NaiveReceiver.key(person)] = mapping.user(person)
            case .wrong(let person): rejected.insert(NaiveReceiver.key(person))
            case .nameless: nameless += 1
            }
        }
        if accepted.isEmpty { return nil }
        let kept = users.filter { rejected.contains($0.key) && accepted[$0.key] == nil }
        let gone = users.filter { accepted[$0.key] == nil && kept[$0.key] == nil }
        let names = Set(mapping.values.map(\.name))
        func carried(_ user: [String: String]) -> [String: String] {
            NaiveReceiver.whole(user, constants).filter { names.contains($0.key) }
        }

        var told = compare(accepted, mapping)
        told.counts["kept"] = kept.count
        told.counts["gone"] = gone.count
        told.counts["expired"] = 0
        for (_, user) in gone { told.groups[group(user, constants), default: [0, 0, 0]][2] += 1 }
        for (_, user) in kept { told.changes.append(line("kept", carried(user), mapping.constants, [])) }
        let isPostponed = mapping.expires && nameless > 0
        for (_, user) in gone {
            var word = isPostponed ? "missing" : "gone"
            if let day = mapping.expiry, mapping.expires, !isPostponed,
                carried(user)["expiry_date"].map({ $0 > day }) ?? true
            {
                told.counts["expired", default: 0] += 1
                word = "expired"
            }
            told.changes.append(
                line(word, carried(user), mapping.constants, word == "expired" ? ["expiry_date"] : []))
        }
        if isEmpty { told.changes = [] }
        told.changes.sort()

        let staying = isPostponed ? kept.merging(gone) { $1 } : kept
        users = accepted.merging(staying.mapValues(carried)) { own, _ in own }
        constants = mapping.constants
        values = mapping.values.map(\.name)
        isEmpty = false
        return told
    }

    private func compare(_ accepted: [String: [String: String]], _ mapping: EditedMapping) -> Told {
        var told = Told()
        let names = Set(values + mapping.values.map(\.name) + Array(constants.keys) + Array(mapping.constants.keys))
            // What is the same for everybody is told only where it was another thing in the last load.
            .filter { constants[$0] != mapping.constants[$0] || constants[$0] == nil }
            .filter { !isEmpty || mapping.constants[$0] == nil }
        for (key, user) in accepted {
            let now = NaiveReceiver.whole(user, mapping.constants)
            told.groups[group(user, mapping.constants), default: [0, 0, 0]][1] += 1
            for name in names where now[name] != nil { told.fields[name, default: [0, 0, 0, 0, 0]][4] += 1 }
            guard let old = users[key].map({ NaiveReceiver.whole($0, constants) }) else {
                told.counts["new", default: 0] += 1
                told.changes.append(line("new", user, mapping.constants, []))
                continue
            }
            let differing = names.filter { old[$0] != now[$0] }
            let clears = differing.contains { now[$0] == nil }
            for name in differing {
                told.fields[name, default: [0, 0, 0, 0, 0]][old[name] == nil ? 0 : now[name] == nil ? 2 : 1] += 1
            }
            told.counts[differing.isEmpty ? "same" : "changed", default: 0] += 1
            if differing.isEmpty { continue }
            told.changes.append(
                line(clears ? "cleared" : "changed", user, mapping.constants, differing.sorted()))
        }
        for (_, user) in users {
            told.groups[group(user, constants), default: [0, 0, 0]][0] += 1
            let old = NaiveReceiver.whole(user, constants)
            for name in names where old[name] != nil { told.fields[name, default: [0, 0, 0, 0, 0]][3] += 1 }
        }
        told.counts["before"] = users.count
        told.counts["now"] = accepted.count
        for word in ["new", "changed", "same"] { told.counts[word, default: 0] += 0 }
        return told
    }

    private static func key(_ person: [String: String]) -> String { (person["ID"] ?? "").lowercased() }

    private func group(_ user: [String: String], _ constants: [String: KeptUsers.Constant]) -> String {
        user["user_group"] ?? constants["user_group"]?.value ?? "(none)"
    }

    private func line(
        _ change: String, _ user: [String: String], _ constants: [String: KeptUsers.Constant], _ fields: [String]
    ) -> String {
        let group = user["user_group"] ?? constants["user_group"]?.value ?? ""
        func safe(_ text: String) -> String { text.hasPrefix("=") ? "'\(text)" : text }
        return [change, safe(user["primary_id"] ?? ""), safe(group), fields.sorted().joined(separator: " ")]
            .joined(separator: ",")
    }
}

extension NaiveReceiver.Told {
    /// What the program says.
    init(_ comparison: Comparison, _ changes: [String]) {
        counts = [
            "before": comparison.before, "now": comparison.now, "new": comparison.new, "changed": comparison.changed,
            "same": comparison.same, "gone": comparison.gone, "expired": comparison.expired, "kept": comparison.kept,
        ]
        for field in comparison.fields {
            fields[field.name] = [field.set, field.changed, field.cleared, field.filledBefore, field.filledNow]
        }
        for group in comparison.groups { groups[group.name] = [group.before, group.now, group.gone] }
        self.changes = changes
    }

    /// The first thing that is not the same, for people.
    func difference(_ other: Self) -> String {
        if counts != other.counts { return "counts \(counts) and \(other.counts)" }
        if groups != other.groups { return "groups \(groups) and \(other.groups)" }
        for name in Set(fields.keys).union(other.fields.keys).sorted() where fields[name] != other.fields[name] {
            return "\(name) \(fields[name] ?? []) and \(other.fields[name] ?? [])"
        }
        return "changes \(Set(changes).subtracting(other.changes)) and \(Set(other.changes).subtracting(changes))"
    }
}
