import Exchange
import Ledger
import Machine

extension OpenRun {
    /// Takes up what an earlier process left: after the deliveries were planned, its conversion; before, nothing is
    /// trusted and the conversion is done again, which gives the same bytes. What was released is sent as it was held.
    func restore() throws(Fault) {
        mark = try SourceMarks(workspace: workspace, profile: row.profile).mark(of: row.id)
        known = try ShiftedTimes(self).decided()
        if let release = try ledger.hold(of: row.id)?.release { free(release) }
        if row.step > .convert && row.step < .deliver {
            let isPlanned = try !ledger.deliveries(of: row.id).isEmpty
            if isPlanned { try reach(.deliver) } else if release == nil { try reach(.convert) }
        }
        guard row.step >= .deliver || release != nil else { return }
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
        let money = MoneyWords.brief(tally.money).map { ", \($0)" } ?? ""
        let sent = "\(counted(tally.accepted, "record")) \(verb) in \(counted(deliveries, "file"))\(money)"
        if tally.rejected > 0 {
            return Closing(.doneWithRejects, "\(sent); \(counted(tally.rejected, "record")) rejected.")
        }
        return Closing(.done, "\(sent).")
    }
}
