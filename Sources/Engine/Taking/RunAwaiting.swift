import Exchange
import Machine

extension OpenRun {
    /// Where a file is expected by now, a run that finds none to take is `missing` one.
    func awaiting(_ onward: Onward) -> Onward {
        guard case .end(let end, let why) = onward else { return onward }
        if end == .missing { return missing(why) }
        guard end == .nothingToDo, let expected = wishes.expected else { return onward }
        return missing("Missing: a file was expected \(expected). \(why)")
    }

    /// Says where the load has fewer or more records than are expected of it.
    func weighCount() {
        let count = report.tally.read
        guard !isPartial, !wishes.records.isEmpty, !wishes.records.contains(where: { $0.contains(count) }) else {
            return
        }
        let bands = wishes.records.map { "\(grouped($0.lowerBound)) to \(grouped($0.upperBound))" }
        report.add(
            Finding(
                .warning, .runRecords, Position(),
                "It has \(counted(count, "record")); expected are \(bands.joined(separator: ", or "))."))
    }

    private func missing(_ words: String) -> Onward {
        report.add(Finding(.error, .pickupMissing, Position(), words))
        return .end(.missing, words)
    }

    /// Says in the report what the receiver has not taken in its time. A receiver that cannot be looked at is said, and
    /// fails no run: what this run was for is done.
    func lookForUntaken(_ zone: TimeZoneData, _ closing: Closing) {
        if wishes.dryRun { return }
        if plan.delivery.takenWithinSeconds != nil {
            // Whoever could not be reached for the delivery cannot be looked at, either.
            if closing.fault?.code.kind == .place || around.abort.isRequested { return }
        }
        do throws(Fault) {
            let look = TakingLook(plan, ledger: ledger, workspace: workspace, zone: zone)
            guard let book = try look.look(at: around.now(), session: target) else { return }
            for file in book.files {
                report.add(Finding(.warning, .deliverUntaken, Position(), file.sentence))
            }
        } catch {
            report.remark("Whether the receiver has taken earlier files could not be seen: \(error.message)")
        }
    }
}
