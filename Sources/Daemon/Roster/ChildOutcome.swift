import Exchange

/// How the process of a run ended.
package enum ChildOutcome: Hashable, Sendable {
    /// With a word of its own.
    case said(RunVerdict)
    /// By its exit code, without one.
    case exited(Int)
    /// By a signal nobody here sent: a trap, or memory.
    case died(signal: Int)
    /// Ended by the daemon, which says why.
    case overran(String)
    /// Asked to stop, because the daemon stops or another run takes over.
    case stopped
    /// It could not be started.
    case unstarted(String)
}
