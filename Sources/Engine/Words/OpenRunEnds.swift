import Exchange
import Ledger
import Machine

extension OpenRun {
    /// Takes up what an earlier process left: after the deliveries were planned, its conversion; before, nothing is
    /// trusted and the conversion is done again, which gives the same bytes.
    func restore() throws(Fault) {
        if row.step > .convert && row.step < .deliver {
            try reach(ledger.deliveries(of: row.id).isEmpty ? .convert : .deliver)
        }
        guard row.step >= .deliver else { return }
        let path = "\(workspace.place(of: row.id))/\(ConversionRecord.fileName)"
        guard let record = try JSONFile.read(ConversionRecord.self, path, in: workspace.folder) else {
            throw Fault(
                .machineMissing, .stop, "\(workspace.path)/\(path), which run \(row.id) needs to go on, is gone.",
                context: ["path": path])
        }
        resume(record)
    }

    /// The run went through all its steps.
    func finished() -> Closing {
        let tally = report.tally
        let deliveries = conversion?.outputs.count ?? 0
        let verb = wishes.dryRun ? "would be delivered" : "delivered"
        let sent = "\(counted(tally.accepted, "record")) \(verb) in \(counted(deliveries, "file"))"
        if tally.rejected > 0 {
            return Closing(.doneWithRejects, "\(sent); \(counted(tally.rejected, "record")) rejected.")
        }
        return Closing(.done, "\(sent).")
    }
}
