import Exchange
import Ledger
import Machine

/// Lets the feed turn the arrivals into outputs, and keeps what it came to.
struct ConvertStep: RunStep {
    static let step = Step.convert

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        let files = try Unwrapping(run).opened(try run.stagedFiles())
        for file in files { try inspect(file, run) }
        let outbox = try RunOutbox(run, files)
        let reasons = outbox.reasons
        run.report.onProgress = { run.around.progress(.convert, $0) }
        run.report.onFinding = { reasons.take($0) }
        defer {
            run.report.onProgress = nil
            run.report.onFinding = nil
        }
        let conversion = try convert(files, outbox, run)
        let hasReasons = try reasons.close()
        try outbox.close()
        try demandBalance(run)
        try demandOutputs(conversion, outbox, run)
        remark(run)
        run.weighCount()
        var record = try record(conversion, outbox, run)
        record.hasReasons = hasReasons
        if !outbox.covers.isEmpty { record.covers = outbox.covers }
        try JSONFile.write(
            record, as: "\(run.workspace.place(of: run.row.id))/\(ConversionRecord.fileName)", in: run.workspace.folder)
        run.conversion = record
        run.alarms = conversion.alarms
        // Of a file that was taken in part, a later run takes the whole.
        if !run.isPartial { try run.takeArrivals() }
        return .next
    }

    /// A file may rest and yet not be whole: that, only who knows its structure can tell. It stays where it is, and the
    /// next run looks at it again.
    private func inspect(_ file: StagedCopy, _ run: OpenRun) throws(Fault) {
        do throws(Fault) { try run.plan.feed.inspect(file, report: run.report) } catch {
            guard case .retry = error.disposition else { throw error }
            let name = PlacePath.readable(file.name)
            throw Fault(
                .pickupUnfinished, error.disposition, "\(name) is not whole yet, nothing was sent: \(error.message)",
                context: ["file": name, "reason": error.code.description])
        }
    }

    /// What a reader of the report must know of a run that was asked for something out of the ordinary.
    private func remark(_ run: OpenRun) {
        let tally = run.report.tally
        if let words = run.origin.selectionWords {
            run.report.remark(
                "Only \(grouped(tally.accepted)) of \(counted(tally.read, "record")): \(words). The source files stay, "
                    + "and the next whole run takes them.")
        }
        if run.origin.isWithoutBaseline {
            run.report.remark("The last delivered load was not looked at, as asked: \(run.origin.reason)")
        }
    }

    /// A feed that loses count of its records is not to be trusted with them.
    private func demandBalance(_ run: OpenRun) throws(Fault) {
        let tally = run.report.tally
        if tally.balances { return }
        // Not into the ledger with figures that are known to be wrong.
        run.report.tally = Tally()
        if tally.countsBalance {
            let currencies = tally.money.unbalanced.map(\.code).joined(separator: ", ")
            throw Fault(
                .runBooks, .stop,
                "Money came in that is neither delivered nor held, rejected or left out, or the other way round: in "
                    + "\(currencies).")
        }
        throw Fault(
            .runBooks, .stop,
            "\(tally.read) records read and \(tally.added) added, but \(tally.accepted) accepted, \(tally.rejected) "
                + "rejected, \(tally.filtered) left out and \(tally.merged) merged.")
    }

    /// A feed that accepts records and delivers none, or leaves an output half done, would lose them silently.
    private func demandOutputs(_ conversion: Conversion, _ outbox: RunOutbox, _ run: OpenRun) throws(Fault) {
        if let name = outbox.unfinished {
            throw Fault(.runOutputs, .stop, "The feed began \(name) and did not finish it.")
        }
        let accepted = run.report.tally.accepted
        if accepted > 0, outbox.finished.isEmpty, conversion.nothingToDeliver == nil {
            throw Fault(
                .runOutputs, .stop, "The feed accepted \(counted(accepted, "record")) and made no file of them.")
        }
    }

    /// What was counted before a fault is no account of anything: nothing of it goes out.
    private func convert(_ files: [StagedCopy], _ outbox: RunOutbox, _ run: OpenRun) throws(Fault) -> Conversion {
        let outside = try OutsideWork(run)
        defer { outside?.end() }
        let notebook = RunNotebook(run)
        do throws(Fault) {
            let conversion = try run.plan.feed.convert(
                files, facts: try run.facts(), into: outbox, notebook: notebook, outside: outside?.chain,
                report: run.report)
            try notebook.close()
            return conversion
        } catch {
            run.report.tally = Tally()
            try run.ledger.unregister(run.claim)
            throw error
        }
    }

    private func record(
        _ conversion: Conversion, _ outbox: RunOutbox, _ run: OpenRun
    ) throws(Fault) -> ConversionRecord {
        var outputs: [ConversionRecord.Output] = []
        for (index, made) in outbox.finished.enumerated() {
            let file = try FileOnDisk(measuring: try run.workspace.folder.open(made.staged), name: made.target)
            if let given = made.digest, given != file.digest {
                throw Fault(
                    .runUnverified, .stop, "\(made.staged) is not what was brought in.",
                    context: ["path": made.staged])
            }
            outputs.append(
                ConversionRecord.Output(
                    ordinal: index + 1, target: made.target, staged: made.staged, size: file.size,
                    sha256: file.digest.hex))
        }
        return ConversionRecord(
            outputs: outputs, rejects: outbox.rejects, changes: outbox.changes, baseline: outbox.baseline?.text,
            counts: RunCounts(run.report.tally), proposals: conversion.proposals,
            nothingToDeliver: conversion.nothingToDeliver,
            findings: run.report.lines, rules: run.report.ruleCounts, remarks: run.report.remarks,
            comparison: conversion.comparison, codes: run.report.codes,
            alarms: conversion.alarms.map(FindingLine.init))
    }
}
