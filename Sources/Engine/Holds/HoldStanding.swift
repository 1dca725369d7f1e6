import Ledger

/// What became of what a guard held.
package enum HoldStanding: Hashable, Sendable {
    /// No guard held it, or there was nothing to send.
    case nothing
    /// It can be released.
    case ready
    /// Somebody has released it.
    case released(HoldRelease)
    /// That run has delivered since.
    case superseded(String)
    /// Its files are not kept any more.
    case expired
    /// This file is not what the guards judged.
    case altered(String)
}
