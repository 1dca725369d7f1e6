/// What a run fixed at its first claim. Converting again with the same facts gives identical bytes.
package struct RunFacts: Hashable, Sendable {
    package let profile: ProfileName
    /// Unique in the institution: `26-0412`.
    package let run: String
    /// The run's clock, in the profile's zone. Nothing below the engine reads another.
    package let now: CivilTime
    /// The profile's own sequence number of this run, from 1.
    package let sequence: Int

    package init(profile: ProfileName, run: String, now: CivilTime, sequence: Int) {
        self.profile = profile
        self.run = run
        self.now = now
        self.sequence = sequence
    }
}
