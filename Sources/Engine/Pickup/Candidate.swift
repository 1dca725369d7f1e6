import Exchange

/// A file at the source that the profile's pattern matches.
struct Candidate: Hashable {
    let path: String
    let entry: Entry

    /// Endings of files that were consumed already, by the library system or by a campus script.
    private static let consumed = [".handled", ".processed", ".old"]

    /// Whether a name is to be looked at: not ours, not hidden, not marked as consumed.
    static func isFresh(_ name: String, pattern: FilePattern) -> Bool {
        if name.hasPrefix(".x-") || consumed.contains(where: name.hasSuffix) { return false }
        if name.hasPrefix("."), !pattern.description.hasPrefix(".") { return false }
        return pattern.matches(name)
    }
}
