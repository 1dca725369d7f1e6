/// How thoroughly an output is read back before it is delivered.
package enum Verification: String, Hashable, Sendable, CaseIterable {
    /// Containers, checksums, sizes, structure and counts, by the feed's own quick check.
    case quick
    /// That, and once more by other means than those that wrote it.
    case full
}
