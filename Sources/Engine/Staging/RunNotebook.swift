import Exchange
import Ledger

/// The ledger's notebook, as the feed of one run sees it.
final class RunNotebook: Notebook {
    private let run: OpenRun
    private let register: RunRegister

    init(_ run: OpenRun) {
        self.run = run
        register = RunRegister(run)
    }

    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        try register.registered(kind, key)
    }

    func register(_ entry: RegisterEntry) throws(Fault) { try register.register(entry) }

    /// All that was proposed is on the disk.
    func close() throws(Fault) { try register.flush() }

    func entry(_ key: String) throws(Fault) -> String? { try run.memory.ledger.entry(run.row.profile, key) }

    func reserve(_ sequence: String) throws(Fault) -> Int {
        try run.ledger.reserve(run.row.profile, sequence: sequence, run.claim)
    }

    func baseline() throws(Fault) -> Baseline? {
        if run.origin.isWithoutBaseline { return nil }
        guard let recorded = try entry(BaselineEntry.key) else { return nil }
        let shelf = BaselineShelf(workspace: run.memory.workspace, profile: run.row.profile)
        return try shelf.load(recorded: recorded, run.memory.ledger)
    }
}
