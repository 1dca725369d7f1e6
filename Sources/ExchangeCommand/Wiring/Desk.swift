import Engine
import Exchange
import Ledger
import Machine

/// An institution's workspace and ledger, open.
struct Desk {
    let workspace: Workspace
    let ledger: SQLiteLedger

    init(_ path: String, institution: String) throws(Fault) {
        workspace = try Workspace(path)
        ledger = try SQLiteLedger(
            path: "\(path)/ledger.sqlite", institution: institution, now: WallClock.now, hash: SHA256.digest(of:))
    }
}
