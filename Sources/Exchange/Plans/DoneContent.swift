/// What stands in a done-file of ours.
package enum DoneContent: String, Hashable, Sendable, CaseIterable {
    case empty
    /// One line about the file it speaks of: name, size in bytes, SHA-256, with a blank between.
    case digest
}
