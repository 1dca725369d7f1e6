/// How thoroughly an output is read back before it is delivered.
package enum Verification: String, Hashable, Sendable, CaseIterable {
    /// Containers, checksums, sizes and counts.
    case quick
    /// Everything, parsed again.
    case full
}
