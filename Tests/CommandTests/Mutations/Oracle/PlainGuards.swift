/// The guards that compare, with the limits the profiles' page gives as defaults.
struct PlainGuards {
    private let before: [String: PlainUser]
    private let now: [String: PlainUser]
    private let kept: Set<String>
    private static let floor = 20

    init(before: PlainLoad, now: PlainLoad) {
        self.before = Dictionary(before.users.map { ($0.key, $0) }) { first, _ in first }
        self.now = Dictionary(now.users.map { ($0.key, $0) }) { first, _ in first }
        kept = now.refused
    }

    /// Whether a person must decide.
    var hold: Bool {
        let (fall, rise) = (before.count - now.count, now.count - before.count)
        let gone = before.keys.filter { now[$0] == nil && !kept.contains($0) }.count
        return exceeds(fall, 20, before.count) || exceeds(rise, 100, before.count) || exceeds(gone, 50, before.count)
            || groupFalls || PlainGuards.columns.contains(where: fieldFalls)
            || PlainGuards.steady.contains(where: isOther)
    }

    private func exceeds(_ part: Int, _ percent: Int, _ whole: Int) -> Bool { part * 100 > percent * whole && part > 0 }

    private var groupFalls: Bool {
        let then = Dictionary(grouping: before.values) { $0.cells["GROUP"] ?? "" }.mapValues(\.count)
        let today = Dictionary(grouping: now.values) { $0.cells["GROUP"] ?? "" }.mapValues(\.count)
        return then.contains { group, count in
            let left = today[group] ?? 0
            return (count >= PlainGuards.floor || left == 0) && exceeds(count - left, 50, count)
        }
    }

    private func fieldFalls(_ column: String) -> Bool {
        let filled = before.values.filter { $0.cells[column] != nil }.count
        let left = now.values.filter { $0.cells[column] != nil }.count
        return filled >= PlainGuards.floor && exceeds(filled - left, 50, filled)
    }

    private func isOther(_ column: String) -> Bool {
        let both = before.filter { now[$0.key] != nil }
        let other = both.filter { key, user in
            user.cells[column] != nil
                && Array((user.cells[column] ?? "").utf8) != Array((now[key]?.cells[column] ?? "").utf8)
        }
        return both.count >= PlainGuards.floor && exceeds(other.count, 25, both.count)
    }

    private static let steady = ["FIRST_NAME", "LAST_NAME", "BORN", "CARD", "LOGIN"]
    private static let columns = [
        "FIRST_NAME", "LAST_NAME", "GROUP", "CAMPUS", "LANGUAGE", "BORN", "EXPIRES", "PURGE", "STREET", "CITY", "ZIP",
        "COUNTRY", "ROOM", "CAMPUS_MAIL", "OTHER_MAIL", "PHONE", "CARD", "LOGIN", "FACULTY",
    ]
}
