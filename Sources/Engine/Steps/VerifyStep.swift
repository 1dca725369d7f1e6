import Exchange
import Ledger
import Machine

/// Reads every output back from the disk, lets the feed hold it against the counts, and plans the deliveries.
struct VerifyStep: RunStep {
    static let step = Step.verify

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        guard let record = run.conversion else { preconditionFailure("a run verifies what it has converted") }
        if run.release != nil { try demandUnchanged(record, run) }
        var files: [any StagedFile] = []
        let few = OpenFew(run.workspace.folder, run.around.abort)
        for output in record.outputs { files.append(try looked(output, few)) }
        try run.plan.feed.verify(files, tally: run.report.tally, run.plan.verification)
        let outputs = try Wrapping(run).wrapped(record.outputs)
        if run.wishes.dryRun {
            let closing = run.finished()
            return .end(closing.end, closing.headline)
        }
        try run.ledger.plan(try deliveries(outputs, run), run.claim)
        return .next
    }

    /// What was released is looked at again here, in case the machine went down in between.
    private func demandUnchanged(_ record: ConversionRecord, _ run: OpenRun) throws(Fault) {
        do throws(Fault) { try HeldRuns(run.ledger, run.workspace).demandUnchanged(run.row.id, record) } catch {
            throw Fault(.runUnverified, .stop, error.message, context: error.context)
        }
    }

    private func looked(_ output: ConversionRecord.Output, _ files: OpenFew) throws(Fault) -> StagedCopy {
        guard let digest = output.digest else { throw unverified(output, "its digest is unreadable") }
        guard let found = try files.folder.look(output.staged), found.kind == .file else {
            throw unverified(output, "it is gone")
        }
        guard found.size == output.size else { throw unverified(output, "its size changed") }
        return StagedCopy(
            output.staged, in: files, name: PlacePath.last(output.target), size: output.size, digest: digest)
    }

    private func deliveries(_ outputs: [ConversionRecord.Output], _ run: OpenRun) throws(Fault) -> [DeliveryRow] {
        let key = try run.runKey()
        let targets = try FreeNames(run).names(for: outputs.map(\.target))
        var rows: [DeliveryRow] = []
        for (output, target) in zip(outputs, targets) {
            guard let digest = output.digest else { throw unverified(output, "its digest is unreadable") }
            rows.append(
                DeliveryRow(
                    id: DeliveryIdentity.delivery(run.plan.profile, runKey: key, ordinal: output.ordinal),
                    run: run.row.id, profile: run.row.profile, ordinal: output.ordinal, target: target, digest: digest,
                    size: output.size, staged: output.staged))
        }
        return try rows + Companions(run, key: key).rows(speakingOf: rows)
    }

    private func unverified(_ output: ConversionRecord.Output, _ why: String) -> Fault {
        Fault(
            .runUnverified, .stop, "\(output.staged) is not what was written: \(why).", context: ["path": output.staged]
        )
    }
}
