/// Where on the server a connection leads, and how files are put there.
struct SFTPPlace: Hashable, Sendable {
    /// The folder below which the connection is jailed: absolute, or from the login's own folder. Empty for that one.
    /// Without `.`, `..` and empty parts.
    let base: String
    /// Nobody but us removes our temporary files there.
    let temporariesAreOurs: Bool
    /// Permissions of the files put there; nil for what the server gives them.
    let fileMode: UInt32?
}
