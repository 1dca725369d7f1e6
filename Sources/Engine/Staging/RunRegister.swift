import Exchange
import Ledger

/// The institution's register, as one run sees it. Most objects are new, so names are looked up in a set of hashes first:
/// eight bytes each, whatever the register holds.
final class RunRegister {
    private let run: OpenRun
    private var names: [RegisterEntry.Kind: Set<Int>] = [:]
    /// Not written yet.
    private var waiting: [RegisterEntry] = []
    private var standings: [String: Bool] = [:]
    private var isClean = false

    init(_ run: OpenRun) { self.run = run }

    /// In memory until then; each batch is a transaction of its own.
    private static let batch = 2000

    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        try clean()
        guard try known(kind).contains(key.hashValue) else { return [] }
        try flush()
        var found = try run.memory.ledger.registered(kind, key)
        if run.wishes.dryRun { found += try run.ledger.registered(kind, key) }
        var standing: [RegisterEntry] = []
        for entry in found where try stands(entry) { standing.append(entry) }
        return standing
    }

    func register(_ entry: RegisterEntry) throws(Fault) {
        try clean()
        _ = try known(entry.kind)
        names[entry.kind]?.insert(entry.key.hashValue)
        if let alias = entry.alias { names[entry.kind]?.insert(alias.hashValue) }
        waiting.append(entry)
        if waiting.count >= RunRegister.batch { try flush() }
    }

    func flush() throws(Fault) {
        if waiting.isEmpty { return }
        try run.ledger.register(waiting, run.claim)
        waiting.removeAll(keepingCapacity: true)
    }

    /// What an earlier attempt at this conversion has proposed is proposed again now.
    private func clean() throws(Fault) {
        if isClean { return }
        isClean = true
        try run.ledger.unregister(run.claim)
    }

    private func known(_ kind: RegisterEntry.Kind) throws(Fault) -> Set<Int> {
        if let known = names[kind] { return known }
        var all: Set<Int> = []
        try run.memory.ledger.eachRegisteredName(kind) { name throws(Fault) in all.insert(name.hashValue) }
        names[kind] = all
        return all
    }

    /// What another profile would send stands in the way as long as it can be sent. Of this profile only one of two held
    /// loads can ever go: the ledger sees to it.
    private func stands(_ entry: RegisterEntry) throws(Fault) -> Bool {
        guard entry.isProposed, entry.run != run.row.id else { return true }
        if entry.profile == run.row.profile { return false }
        if let known = standings[entry.run] { return known }
        var stands = false
        if let other = try run.memory.ledger.run(entry.run) {
            stands = other.end == nil
            if !stands {
                stands = try HeldRuns(run.memory.ledger, run.memory.workspace).standing(of: other) == .ready
            }
        }
        standings[entry.run] = stands
        return stands
    }
}
