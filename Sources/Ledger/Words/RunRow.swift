import Exchange

/// A run as the ledger knows it. What was fixed at the first claim never changes; `step`, `epoch`, `owner`, `end` do.
package struct RunRow: Hashable, Sendable {
    /// Unique in the institution: `26-0412`, the year of the run's clock and a number from 1 within that year.
    package let id: String
    package let profile: String
    /// The run's clock, fixed at its first claim, with the zone's name: converting again gives identical bytes.
    package let now: CivilTime
    package let zone: String
    /// The profile's own sequence number of this run.
    package let sequence: Int
    /// Digest of the configuration the run is pinned to.
    package let configuration: ContentDigest
    /// What started it: `by hand`, `schedule`, …
    package let origin: String
    package internal(set) var step: Step
    /// Grows by one at each claim; whoever writes with an older one changes nothing.
    package internal(set) var epoch: Int
    package internal(set) var owner: String
    /// Nil while the run is open.
    package internal(set) var end: End?
    /// What the run came to, for people: the first line of its report.
    package internal(set) var summary: String
    package internal(set) var tally: Tally
    package internal(set) var ended: Moment?

    package init(
        id: String, profile: String, now: CivilTime, zone: String, sequence: Int, configuration: ContentDigest,
        origin: String, step: Step, epoch: Int, owner: String, end: End?, summary: String, tally: Tally, ended: Moment?
    ) {
        self.id = id
        self.profile = profile
        self.now = now
        self.zone = zone
        self.sequence = sequence
        self.configuration = configuration
        self.origin = origin
        self.step = step
        self.epoch = epoch
        self.owner = owner
        self.end = end
        self.summary = summary
        self.tally = tally
        self.ended = ended
    }

    package var claim: Claim { Claim(run: id, epoch: epoch) }
}

/// The right to change a run and what belongs to it: valid as long as the run's epoch is this one.
package struct Claim: Hashable, Sendable {
    package let run: String
    package let epoch: Int
    package init(run: String, epoch: Int) {
        self.run = run
        self.epoch = epoch
    }
}

/// What a new run fixes at its first claim.
package struct RunOpening: Hashable, Sendable {
    package let profile: String
    package let now: CivilTime
    package let zone: String
    package let configuration: ContentDigest
    package let origin: String
    /// The slot of the schedule it is for; nil for none.
    package let slot: String?

    package init(
        profile: String, now: CivilTime, zone: String, configuration: ContentDigest, origin: String, slot: String? = nil
    ) {
        self.slot = slot
        self.profile = profile
        self.now = now
        self.zone = zone
        self.configuration = configuration
        self.origin = origin
    }
}
