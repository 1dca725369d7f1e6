import Engine
import Exchange
import Ledger
import Machine
import Setup

/// An institution's workspace and ledger, open.
struct Desk {
    let workspace: Workspace
    let ledger: SQLiteLedger

    /// `below` is a path in the state folder, where another ledger than the one in use stands.
    init(_ institution: Institution, _ folder: RootFolder, below: String? = nil) throws(Fault) {
        let path = folder.state(of: institution.name) + (below.map { "/\($0)" } ?? "")
        workspace = try Workspace(path, keyFile: folder.keyFile(of: institution))
        ledger = try SQLiteLedger(
            path: "\(path)/ledger.sqlite", institution: institution.name, anchored: below == nil,
            allowsNetwork: institution.networkState, now: WallClock.now, hash: SHA256.digest(of:))
    }
}
