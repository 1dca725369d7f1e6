import Exchange
import Ledger
import Machine

/// The sealed loads of one profile: `baselines/<profile>/<run>.sealed`, mode 0600. Which one is the last delivered load
/// is in the ledger's notebook, set by the transaction that delivers; the others belong to runs that may still deliver.
struct BaselineShelf {
    private static let ending = ".sealed"

    let workspace: Workspace
    let profile: String

    private var place: String { "baselines/\(profile)" }

    /// A new file for a run's load; what an earlier try of the same run left there is gone.
    func create(for run: String) throws(Fault) -> SealedSink {
        let folder = try workspace.folder.making(place)
        try folder.remove(run + BaselineShelf.ending)
        return try SealedSink(try folder.create(run + BaselineShelf.ending), key: workspace.key())
    }

    /// On the disk with its name when this returns.
    func keep(_ sink: SealedSink, of run: String) throws(Fault) -> BaselineEntry {
        let digest = try sink.finish()
        FaultPoint.pass("baseline.sealed")
        try workspace.folder.folder(place).sync()
        return BaselineEntry(run: run, digest: digest)
    }

    /// The load that was recorded, held against its digest: `baseline.missing`, `baseline.damaged`, `seal.*`. When its
    /// run was, the ledger knows.
    func load(recorded text: String, _ ledger: any LedgerStore) throws(Fault) -> Baseline {
        guard let entry = BaselineEntry(text) else {
            throw Fault(.baselineDamaged, .stop, "The ledger's note on the last delivered load cannot be read.")
        }
        let path = "\(place)/\(entry.run)\(BaselineShelf.ending)"
        let shown = "\(workspace.path)/\(path)"
        guard try workspace.folder.look(path) != nil else {
            throw Fault(
                .baselineMissing, .stop, "\(shown), the load that run \(entry.run) delivered, is gone.",
                context: ["path": shown])
        }
        let file = try workspace.folder.open(path)
        guard try SealedFile.seal(of: file) == entry.digest else {
            throw Fault(
                .baselineDamaged, .stop, "\(shown) is not the file that run \(entry.run) left there.",
                context: ["path": shown])
        }
        let sealed = try SealedFile(file, name: PlacePath.last(path), digest: entry.digest, key: workspace.key())
        return Baseline(run: entry.run, file: sealed, day: try ledger.run(entry.run)?.now.date)
    }

    /// Removes the loads that no delivery can make the last one any more: all but the current one, those of open runs,
    /// and those of held runs that nothing newer has overtaken. Twice is once.
    func clearUp(_ ledger: any LedgerStore) throws(Fault) {
        guard try workspace.folder.look(place) != nil else { return }
        let text = try ledger.entry(profile, BaselineEntry.key)
        let current = text.flatMap(BaselineEntry.init)
        // Where the note cannot be read, nobody knows which file it meant.
        if text != nil && current == nil { return }
        var newest = 0
        if let current, let row = try ledger.run(current.run) { newest = row.sequence }
        for run in try runs where run != current?.run {
            if let row = try ledger.run(run), mayDeliver(row, newest) { continue }
            try workspace.folder.remove("\(place)/\(run)\(BaselineShelf.ending)")
        }
    }

    private func mayDeliver(_ row: RunRow, _ newest: Int) -> Bool {
        row.end == nil || (row.end == .held && row.sequence > newest)
    }

    private var runs: [String] {
        get throws(Fault) {
            var found: [String] = []
            try workspace.folder.folder(place).list { entry throws(Fault) in
                if entry.name.hasSuffix(BaselineShelf.ending) {
                    found.append(String(entry.name.dropLast(BaselineShelf.ending.count)))
                }
                return .more
            }
            return found
        }
    }
}
