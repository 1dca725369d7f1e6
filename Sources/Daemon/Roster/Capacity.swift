/// How many runs go on at once.
///
/// Where there are several institutions, none has more than half of all places, whatever its own limit says: what one does
/// must not keep another from its times. Whoever needs more for all raises `total`.
package struct Capacity: Hashable, Sendable {
    /// In all.
    package let total: Int
    /// By institution; who is not named has `share`, which nobody's own limit goes beyond.
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

    /// `isAlone`: there is no other, so nothing need be left for one.
    func ofInstitution(_ name: String, isAlone: Bool) -> Int {
        let most = isAlone ? total : share
        return min(most, institutions[name] ?? most)
    }
    func ofConnection(_ name: String) -> Int { connections[name] ?? Int.max }
}
