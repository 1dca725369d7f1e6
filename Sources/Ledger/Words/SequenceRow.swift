/// A number of a sequence, and the run it belongs to for good.
package struct SequenceRow: Hashable, Sendable {
    package let profile: String
    package let sequence: String
    package let number: Int
    package let run: String

    package init(profile: String, sequence: String, number: Int, run: String) {
        self.profile = profile
        self.sequence = sequence
        self.number = number
        self.run = run
    }
}
