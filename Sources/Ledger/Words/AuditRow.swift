import Exchange

/// One transition, for ever. Rows are chained: each hash covers the row and the hash before it, so a changed, removed
/// or inserted row shows. No personal data.
package struct AuditRow: Hashable, Sendable {
    package let number: Int
    package let at: Moment
    package let run: String
    /// `run`, `arrival 1`, `delivery 1`, …
    package let subject: String
    /// `planned -> uploading`, `claimed`, `step convert`, …
    package let event: String
    package let epoch: Int
    package let owner: String
    package let hash: ContentDigest

    package init(
        number: Int, at: Moment, run: String, subject: String, event: String, epoch: Int, owner: String,
        hash: ContentDigest
    ) {
        self.number = number
        self.at = at
        self.run = run
        self.subject = subject
        self.event = event
        self.epoch = epoch
        self.owner = owner
        self.hash = hash
    }
}
