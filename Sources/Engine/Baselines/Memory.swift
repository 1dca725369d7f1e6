import Exchange
import Ledger

/// Where a run's feed looks for what it remembers: the profile's real ledger and state. A dry run, which works in a
/// ledger and a workspace of its own, reads them here and writes nothing into them.
package struct Memory {
    let ledger: any LedgerStore
    let workspace: Workspace

    package init(ledger: any LedgerStore, workspace: Workspace) {
        self.ledger = ledger
        self.workspace = workspace
    }
}
