/// What happens to an arrival at its source once its run has delivered everything.
package enum AfterPickup: Hashable, Sendable {
    /// It stays; the ledger remembers that it was taken.
    case leave
    /// It moves into this folder, which is relative to the connection's folder, as the pickup's own folder is.
    case move(folder: String)
    /// It stays in its folder, with this appended to its name.
    case rename(suffix: String)
    case delete
}
