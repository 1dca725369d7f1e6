import Engine
import Exchange
import Ledger
import Machine

/// An institution's workspace and ledger, open.
struct Desk {
    let workspace: Workspace
    let ledger: SQLiteLedger

    /// `keyFile` is the institution's own, where it has one.
    init(_ path: String, institution: String, keyFile: String?) throws(Fault) {
        workspace = try Workspace(path, keyFile: keyFile)
        ledger = try SQLiteLedger(
            path: "\(path)/ledger.sqlite", institution: institution, now: WallClock.now, hash: SHA256.digest(of:))
    }
}
