import Exchange

/// A file that goes out.
package struct DeliveryRow: Hashable, Sendable {
    /// SHA-256 of institution, profile, run key and ordinal: planning the same delivery twice is impossible.
    package let id: String
    package let run: String
    package let profile: String
    /// From 1. Deliveries of a run are published in this order; those that do not speak of each other, together.
    package let ordinal: Int
    /// The name it is published under, relative to the connection's folder.
    package let target: String
    package let digest: ContentDigest
    package let size: Int
    /// Where our own copy is, relative to the institution's state folder.
    package let staged: String
    package internal(set) var state: DeliveryState
    /// The temporary name at the place, pinned when the intent was written.
    package internal(set) var temporary: String?
    /// Why it is where it is, for the side states; the evidence, for `delivered`.
    package internal(set) var note: String

    package init(
        id: String, run: String, profile: String, ordinal: Int, target: String, digest: ContentDigest, size: Int,
        staged: String, state: DeliveryState = .planned, temporary: String? = nil, note: String = ""
    ) {
        self.id = id
        self.run = run
        self.profile = profile
        self.ordinal = ordinal
        self.target = target
        self.digest = digest
        self.size = size
        self.staged = staged
        self.state = state
        self.temporary = temporary
        self.note = note
    }
}
