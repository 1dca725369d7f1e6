import Exchange

/// What checking a whole root came to.
package struct Review: Sendable {
    /// Only the profiles there is something to complain about.
    package let profiles: [ProfileName: Complaints]
    /// About connections, used by a profile or not, and files that are no profile although they look like one.
    package let connections: Complaints

    /// Warnings about profiles that are whole.
    package let doubts: Complaints

    /// Everything that must be mended, sorted, each complaint once however many profiles it concerns.
    package var all: Complaints {
        Complaints(connections.all + profiles.values.flatMap(\.all)).sorted()
    }
}
