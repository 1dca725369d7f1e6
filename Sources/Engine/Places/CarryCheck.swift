/// How a carried file is compared with the one it came from.
package enum CarryCheck: String, Sendable, CaseIterable {
    /// Both have the same size.
    case size
    /// It is read once more, and both have the same bytes.
    case readback
}
