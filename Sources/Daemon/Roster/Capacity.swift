/// How many runs go on at once.
package struct Capacity: Hashable, Sendable {
    /// In all.
    package let total: Int
    /// By institution; who is not named has `share`.
    package let institutions: [String: Int]
    /// By `institution/connection`; who is not named has no limit.
    package let connections: [String: Int]

    package init(total: Int = 16, institutions: [String: Int] = [:], connections: [String: Int] = [:]) {
        self.total = total
        self.institutions = institutions
        self.connections = connections
    }

    /// So that one institution cannot take all places: half of them, at least one.
    package var share: Int { max(1, total / 2) }

    func ofInstitution(_ name: String) -> Int { institutions[name] ?? share }
    func ofConnection(_ name: String) -> Int { connections[name] ?? Int.max }
}
