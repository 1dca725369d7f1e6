import Exchange

/// Rows to users as one would do it with everything in memory: dictionaries, and a loop in a loop for identifiers.
struct NaiveSettling {
    struct User: Equatable {
        /// The row it stands for.
        var row: Int
        var role: String
        /// `primary_id`, `last_name`, `user_group`, `expiry_date`, `purge_date`, `BAR`, `ALT`, `email`, `note`.
        var values: [String: String]
    }

    private enum State { case accepted, rejected, merged, filtered }

    private let profile: SettledProfile
    private let last: [String: [String: String]]
    private var states: [State] = []
    private var rows: [User] = []
    private(set) var users: [User] = []

    static let columns = ["ID", "ROLE", "LAST", "GROUP", "EXP", "PURGE", "BAR", "ALT", "MAIL", "NOTE"]
    private static let names = [
        "ID": "primary_id", "LAST": "last_name", "GROUP": "user_group", "EXP": "expiry_date", "PURGE": "purge_date",
        "BAR": "BAR", "ALT": "ALT", "MAIL": "email", "NOTE": "note",
    ]

    /// `last`: what each person had in the last load, by primary id in small letters.
    init(_ profile: SettledProfile, _ table: [[String: String]], last: [String: [String: String]]) {
        self.profile = profile
        self.last = last
        for (number, row) in table.enumerated() { read(row, number) }
        settlePeople()
        resend()
        settleIdentifiers()
        rejectTogether()
        users = rows.indices.filter { states[$0] == .accepted }.map { rows[$0] }
        for user in users.dropFirst(profile.selection?.limit ?? .max) { states[user.row] = .filtered }
        users = Array(users.prefix(profile.selection?.limit ?? .max))
    }

    var rejected: [Int] { states.indices.filter { states[$0] == .rejected } }

    var tally: Tally {
        var tally = Tally()
        tally.read = states.count
        tally.accepted = states.count { $0 == .accepted }
        tally.rejected = states.count { $0 == .rejected }
        tally.merged = states.count { $0 == .merged }
        tally.filtered = states.count { $0 == .filtered }
        return tally
    }

    private mutating func read(_ row: [String: String], _ number: Int) {
        var user = User(row: number, role: row["ROLE"] ?? "", values: [:])
        for (column, name) in NaiveSettling.names {
            if let value = row[column], !value.isEmpty { user.values[name] = value }
        }
        for (name, text) in [("user_group", "NONE"), ("expiry_date", "2027-01-01"), ("email", "no@example.org")]
        where profile.blanks[name] == "default" && user.values[name] == nil { user.values[name] = text }
        rows.append(user)
        let isOut = profile.only.map { !$0.contains(user.role) } ?? false || profile.skip == user.role
        let asked = profile.selection?.only.map { $0.map { $0.lowercased() } }
        let isAsked = user.values["primary_id"].map { asked?.contains($0.lowercased()) ?? true } ?? true
        // What is left out on purpose, or was not asked for, has no person: nobody looks at it again.
        if isOut || !isAsked { rows[number].values = [:] }
        states.append(isOut || !isAsked ? .filtered : isGood(user) ? .accepted : .rejected)
    }

    private func isGood(_ user: User) -> Bool {
        let values = user.values
        guard values["primary_id"] != nil, (values["last_name"] ?? "").count <= 255 else { return false }
        for (name, policy) in profile.blanks where policy == "required" && values[name] == nil { return false }
        // In order: ISO dates are compared as text.
        if let purge = values["purge_date"], let expiry = values["expiry_date"], purge < expiry { return false }
        // Whoever fits none must have the first.
        let point = profile.matchPoints.first { $0.role == nil || $0.role == user.role } ?? profile.matchPoints.first
        return point.map { values[$0.identifier] != nil } ?? true
    }

    // MARK: Several rows

    private func key(_ row: Int) -> String? { rows[row].values["primary_id"]?.lowercased() }

    private mutating func settlePeople() {
        guard let several = profile.several else { return }
        for (_, group) in Dictionary(grouping: rows.indices.filter { key($0) != nil }, by: { key($0) ?? "" }) {
            if group.contains(where: { states[$0] == .rejected }) {
                for row in group where states[row] == .accepted { states[row] = .rejected }
            }
            let live = group.filter { states[$0] == .accepted }.sorted()
            if live.count > 1 { merge(live.map { rows[$0] }, several) }
        }
    }

    private mutating func merge(_ live: [User], _ several: SettledProfile.SeveralRows) {
        func ordered(_ weights: [String: Int]) -> [User] {
            live.sorted { left, right in
                let (mine, other) = (weights[left.role] ?? several.other, weights[right.role] ?? several.other)
                return mine == other ? left.row < right.row : mine > other
            }
        }
        let order = ordered(several.weights)
        var user = order[0]
        func take(_ name: String, _ order: [User]) {
            let givers = several.fills ? order : [order[0]]
            user.values[name] = givers.lazy.compactMap { $0.values[name] }.first
        }
        for name in ["primary_id", "last_name", "purge_date", "BAR", "ALT"] { take(name, order) }
        take("user_group", several.group.map(ordered) ?? order)
        let days = live.compactMap { $0.values["expiry_date"] }
        switch several.expiry {
        case "latest": user.values["expiry_date"] = days.max()
        case "earliest": user.values["expiry_date"] = days.min()
        default: take("expiry_date", order)
        }
        // An address and its note are of one row.
        let writers = several.emails.map(ordered) ?? order
        let writer = several.fills ? writers.first { $0.values["email"] != nil } ?? writers[0] : writers[0]
        for name in ["email", "note"] { user.values[name] = writer.values[name] }
        for row in live { states[row.row] = .merged }
        states[user.row] = isGood(user) ? .accepted : .rejected
        rows[user.row] = user
    }

    private mutating func rejectTogether() {
        guard profile.several != nil else { return }
        for (_, group) in Dictionary(grouping: rows.indices.filter { key($0) != nil }, by: { key($0) ?? "" })
        where group.contains(where: { states[$0] == .rejected }) {
            for row in group where states[row] == .merged { states[row] = .rejected }
        }
    }

    // MARK: Blanks

    private mutating func resend() {
        for row in rows.indices where states[row] == .accepted {
            guard let old = last[key(row) ?? ""] else { continue }
            for (name, policy) in profile.blanks where policy == "resend" && rows[row].values[name] == nil {
                rows[row].values[name] = old[name]
            }
            if !isGood(rows[row]) { states[row] = .rejected }
        }
    }

    // MARK: Identifiers

    private struct Held {
        let text: String
        let isPrimary: Bool
        let row: Int
        let name: String
    }

    private func isSame(_ left: Held, _ right: Held) -> Bool {
        left.text == right.text
            || (profile.ignoresCase || left.isPrimary && right.isPrimary)
                && left.text.lowercased() == right.text.lowercased()
    }

    private func held(_ row: Int) -> [Held] {
        ["primary_id", "BAR", "ALT"].compactMap { name in
            rows[row].values[name].map { Held(text: $0, isPrimary: name == "primary_id", row: row, name: name) }
        }
    }

    private mutating func settleIdentifiers() {
        let all = rows.indices.filter { states[$0] == .accepted }
        if profile.duplicates == "reject_all" {
            let identifiers = all.flatMap(held)
            for mine in identifiers
            where identifiers.contains(where: { isSame($0, mine) && ($0.row, $0.name) != (mine.row, mine.name) }) {
                states[mine.row] = .rejected
            }
            return
        }
        var taken: [Held] = []
        for row in all {
            var own: [Held] = []
            var lost: [Held] = []
            for mine in held(row) {
                if (taken + own).contains(where: { isSame($0, mine) }) { lost.append(mine) } else { own.append(mine) }
            }
            var user = rows[row]
            for identifier in lost { user.values[identifier.name] = nil }
            if lost.isEmpty || profile.duplicates == "drop_identifier" && isGood(user) {
                rows[row] = user
                taken += own
            } else {
                states[row] = .rejected
            }
        }
    }
}
