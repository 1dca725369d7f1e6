/// A person's decision to send what a guard held.
package struct ReleaseOrder: Hashable, Sendable {
    /// The held run.
    package let run: String
    /// Why; recorded with the run, and in its report.
    package let reason: String
    /// The account they use.
    package let person: String

    package init(run: String, reason: String, person: String) {
        self.run = run
        self.reason = reason
        self.person = person
    }
}
