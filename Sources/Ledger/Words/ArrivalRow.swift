import Exchange

/// A look at a file at its source. Two equal looks, `settle` apart, make a settled file.
package struct Look: Hashable, Sendable {
    package let path: String
    package let size: Int
    package let modified: Moment
    /// When we looked, by our clock.
    package let at: Moment

    package init(path: String, size: Int, modified: Moment, at: Moment) {
        self.path = path
        self.size = size
        self.modified = modified
        self.at = at
    }
}

/// A file that came in. Its identity is (profile, path, size, modified), then its digest once it is staged.
package struct ArrivalRow: Hashable, Sendable {
    package let run: String
    /// From 1, in the order of conversion.
    package let ordinal: Int
    package let path: String
    package let size: Int
    package let modified: Moment
    package internal(set) var digest: ContentDigest?
    package internal(set) var state: ArrivalState
    /// Where the staged copy is, relative to the institution's state folder.
    package internal(set) var staged: String?

    package init(
        run: String, ordinal: Int, path: String, size: Int, modified: Moment, digest: ContentDigest? = nil,
        state: ArrivalState = .seen, staged: String? = nil
    ) {
        self.run = run
        self.ordinal = ordinal
        self.path = path
        self.size = size
        self.modified = modified
        self.digest = digest
        self.state = state
        self.staged = staged
    }

    /// Somebody else took it from its source before this run could.
    package var isLost: Bool { state == .released && digest == nil }
}
