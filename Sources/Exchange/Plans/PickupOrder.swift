/// The order in which files are taken, and converted. Equal ones are in the order of their names.
package enum PickupOrder: String, Sendable, CaseIterable {
    /// By the bytes of the name.
    case name
    /// By the name, its numbers by their value: `part2` before `part10`.
    case number
    /// By the time the place tells. Only the order rests on it, never whether a file is taken.
    case oldest
}
