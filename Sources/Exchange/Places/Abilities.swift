/// What a place can do beyond the verbs. Declared, never guessed from failures.
package struct Abilities: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// `rename` without `replacing` refuses an existing target atomically.
    package static let exclusiveRename = Abilities(rawValue: 1 << 0)
    /// `rename` can replace a target atomically.
    package static let replacingRename = Abilities(rawValue: 1 << 1)
    /// `store` is on the far disk when it returns.
    package static let durableStore = Abilities(rawValue: 1 << 2)
    /// Nobody but us removes our temporary names there (declared by the operator as `temp_safe`).
    package static let temporariesAreOurs = Abilities(rawValue: 1 << 3)
    /// `fetch` and `store` can go on behind bytes that are there already.
    package static let resumes = Abilities(rawValue: 1 << 4)
    /// `freeSpace` answers.
    package static let freeSpace = Abilities(rawValue: 1 << 5)
    /// There is a network between us and the place.
    package static let remote = Abilities(rawValue: 1 << 6)
    /// `rename` with `replacing` puts the file in the place of a link; without, it may refuse to, and both stay.
    package static let replacesLinks = Abilities(rawValue: 1 << 7)
}
