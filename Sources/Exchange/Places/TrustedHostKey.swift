/// A host key that a person decided to trust, or not to trust any more, and whose decision it was.
package struct TrustedHostKey: Hashable, Sendable {
    package let key: ShownKey
    package let moment: Moment
    package let person: String
    /// Why, in that person's words; may be empty.
    package let reason: String
    package let isRevoked: Bool

    package init(
        _ key: ShownKey, at moment: Moment, by person: String, because reason: String, isRevoked: Bool = false
    ) {
        self.key = key
        self.moment = moment
        self.person = person
        self.reason = reason
        self.isRevoked = isRevoked
    }
}
