/// How long a place behind a network may keep us waiting, as a connection's `timeouts` say.
struct PlaceTimeouts: Hashable, Sendable {
    /// Until the conversation is open, authentication included.
    let connectMilliseconds: Int
    /// The longest silence while an answer is owed.
    let idleMilliseconds: Int
    /// At least so many bytes in each window of so many milliseconds while files are carried.
    let progressBytes: Int
    let progressMilliseconds: Int
}
