/// What a run fixed at its first claim. Converting again with the same facts gives identical bytes.
package struct RunFacts: Hashable, Sendable {
    package let profile: ProfileName
    /// Unique in the institution: `26-0412`.
    package let run: String
    /// The run's clock, in the profile's zone. Nothing below the engine reads another.
    package let now: CivilTime
    /// The profile's own sequence number of this run, from 1.
    package let sequence: Int
    /// Only part of the input is wanted. Such a load never becomes the baseline, knows of nobody who is missing, and
    /// compares nothing.
    package let selection: Selection?
    /// A person wants sent again what was sent before (`--again`), and said why.
    package let isAgain: Bool
    /// A person looks before anything is sent: cover sheets are wanted (`OutputRole.cover`).
    package let isReviewed: Bool

    package init(
        profile: ProfileName, run: String, now: CivilTime, sequence: Int, selection: Selection? = nil,
        isAgain: Bool = false, isReviewed: Bool = false
    ) {
        self.isReviewed = isReviewed
        self.isAgain = isAgain
        self.profile = profile
        self.run = run
        self.now = now
        self.sequence = sequence
        self.selection = selection
    }
}

/// Which records of a load are wanted; the others are left out (`Tally.filtered`).
package struct Selection: Hashable, Sendable {
    /// At most so many accepted records, the first ones.
    package let limit: Int?
    /// Only the records with these identifiers (what that is, the feed says: a user's primary id).
    package let only: Set<String>?

    package init(limit: Int? = nil, only: Set<String>? = nil) {
        self.limit = limit
        self.only = only
    }
}
