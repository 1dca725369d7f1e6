/// How an institution's reports call the records they speak of.
package enum Identifiers: String, Sendable, CaseIterable {
    /// By their identifier.
    case show
    /// By a pseudonym that stays the same, so that a report can be followed up by whoever holds the key.
    case pseudonym
    /// Not at all: file and line only.
    case none
}
