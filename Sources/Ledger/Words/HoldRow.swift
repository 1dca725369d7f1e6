import Exchange

/// What a run that a guard held would have sent, and whether a person has released it since.
package struct HoldRow: Hashable, Sendable {
    package let run: String
    /// What the run is about: its inputs under its configuration.
    package let key: String
    /// Digest of the record of its outputs: what is released is what was judged.
    package let manifest: ContentDigest
    /// Nil until somebody releases it; once at most.
    package internal(set) var release: HoldRelease?

    package init(run: String, key: String, manifest: ContentDigest, release: HoldRelease? = nil) {
        self.run = run
        self.key = key
        self.manifest = manifest
        self.release = release
    }
}

/// A person's decision to send what was held.
package struct HoldRelease: Hashable, Sendable {
    /// The account they used.
    package let person: String
    package let reason: String
    /// The audit row that says so.
    package let number: Int

    package init(person: String, reason: String, number: Int) {
        self.person = person
        self.reason = reason
        self.number = number
    }
}
