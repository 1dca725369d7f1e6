import Exchange
import Ledger
import Machine

/// The runs that guards held, and what is still there of them.
package struct HeldRuns {
    private let ledger: any LedgerStore
    private let workspace: Workspace

    package init(_ ledger: any LedgerStore, _ workspace: Workspace) {
        self.ledger = ledger
        self.workspace = workspace
    }

    package func standing(of row: RunRow) throws(Fault) -> HoldStanding {
        guard let hold = try ledger.hold(of: row.id) else { return .nothing }
        if let release = hold.release { return .released(release) }
        guard row.end == .held else { return .nothing }
        if let newer = try ledger.successor(of: row.id) { return .superseded(newer) }
        if try workspace.folder.look(recordPath(row.id)) == nil { return .expired }
        guard try manifest(of: row.id) == hold.manifest, let record = try record(of: row.id) else {
            return .altered(recordPath(row.id))
        }
        for output in record.outputs {
            guard let found = try workspace.folder.look(output.staged) else { return .expired }
            if found.size != output.size { return .altered(output.staged) }
        }
        return .ready
    }

    /// Whether what it held cannot be sent any more, by anybody: then its source may be judged afresh.
    func isLost(_ row: RunRow) throws(Fault) -> Bool {
        switch try standing(of: row) {
        case .expired, .altered: true
        case .nothing, .ready, .released, .superseded: false
        }
    }

    /// How lists of runs call its end: a held run is `superseded` once another has delivered since.
    package func title(of row: RunRow) throws(Fault) -> String? {
        if row.end == .held, try ledger.successor(of: row.id) != nil { return "superseded" }
        return row.end?.title
    }

    /// Everything that can be asked before a run is opened again, so that nothing changes where the answer is no.
    func demand(_ row: RunRow, _ plan: RunPlan) throws(Fault) {
        switch try standing(of: row) {
        case .ready: break
        case .nothing: throw nothing(row)
        case .altered(let path): throw altered(path)
        case .released(let release):
            throw Fault(
                .releaseTwice, .stop, "Run \(row.id) was released before, by \(release.person): \(release.reason)")
        case .superseded(let newer):
            throw Fault(
                .releaseSuperseded, .stop,
                "Run \(row.id) cannot be released: run \(newer) has delivered since it was held.",
                context: ["run": row.id, "newer": newer])
        case .expired:
            throw Fault(
                .releaseExpired, .stop,
                "Run \(row.id) cannot be released: what it would have sent is not kept any more.",
                context: ["run": row.id])
        }
        guard let record = try record(of: row.id) else { preconditionFailure("a run that is ready has its record") }
        try demandUnchanged(row.id, record)
        var files: [any StagedFile] = []
        let few = OpenFew(workspace.folder)
        for output in record.outputs { files.append(try file(output, few)) }
        try plan.feed.verify(files, tally: record.counts.tally, plan.verification)
    }

    /// The record and every file of it are those that the guards judged: the ledger has the one's digest, and the record
    /// the others'.
    func demandUnchanged(_ run: String, _ record: ConversionRecord) throws(Fault) {
        guard let hold = try ledger.hold(of: run) else { preconditionFailure("a held run has its hold") }
        guard try manifest(of: run) == hold.manifest else { throw altered(recordPath(run)) }
        for output in record.outputs {
            let file = try workspace.folder.open(output.staged)
            let found = try FileOnDisk(measuring: file, name: output.staged)
            guard found.size == output.size, found.digest == output.digest else { throw altered(output.staged) }
        }
    }

    /// What the ledger keeps of what a run holds.
    func manifest(of run: String) throws(Fault) -> ContentDigest {
        try FileOnDisk(measuring: try workspace.folder.open(recordPath(run)), name: run).digest
    }

    private func file(_ output: ConversionRecord.Output, _ files: OpenFew) throws(Fault) -> StagedCopy {
        guard let digest = output.digest else { throw altered(output.staged) }
        return StagedCopy(
            output.staged, in: files, name: PlacePath.last(output.target), size: output.size, digest: digest)
    }

    private func record(of run: String) throws(Fault) -> ConversionRecord? {
        try JSONFile.read(ConversionRecord.self, recordPath(run), in: workspace.folder)
    }

    private func recordPath(_ run: String) -> String { "\(workspace.place(of: run))/\(ConversionRecord.fileName)" }

    private func nothing(_ row: RunRow) -> Fault {
        let what = row.end.map { "it ended as '\($0.title)'. \(row.summary)" } ?? "it is still open."
        return Fault(
            .releaseState, .stop, "Run \(row.id) holds nothing that could be released: \(what)",
            context: ["run": row.id])
    }

    private func altered(_ path: String) -> Fault {
        Fault(
            .releaseAltered, .stop, "\(workspace.path)/\(path) is not what the guards judged. Nothing was sent.",
            context: ["path": path])
    }
}
