import Exchange

/// What is known of one record in one profile: when it was last delivered, and what has come in between since. What
/// `exchange why` prints, and what its `--json` carries.
package struct RecordStory: Codable, Hashable, Sendable {
    /// The last delivery that had the record in it.
    package struct Delivery: Codable, Hashable, Sendable {
        /// Nil where nobody knows any more.
        package let run: String?
        package let clock: String?
        /// The names under which it was published: one, where it is known in which the record is.
        package let targets: [String]
        /// The source files: one, where it is known in which the record stood.
        package let sources: [String]
        package let line: Int?
        package let facts: [RecordTrace.Fact]
    }

    /// A run that had something to do with the record.
    package struct Event: Codable, Hashable, Sendable {
        package let run: String
        package let clock: String
        /// As `exchange history` calls it.
        package let end: String
        /// What it means for the record, a sentence each; what the run as a whole came to, where it sent nothing.
        package let words: [String]
    }

    /// Grows when a field changes its meaning.
    package let schema: Int
    package let institution: String
    package let profile: String
    package let identifier: String
    /// Nil where the last delivered load does not have it.
    package let delivery: Delivery?
    /// Oldest first: the delivering run, where it had something to say of the record, and what came after it. Where
    /// nothing was delivered, whatever any run says of it.
    package let events: [Event]
    /// What could not be looked up.
    package let notes: [String]

    /// Somebody knows something of it.
    package var isKnown: Bool { delivery != nil || !events.isEmpty }
}
