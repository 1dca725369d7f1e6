import Exchange
import Ledger

extension OpenRun {
    /// The temporary names that earlier epochs recorded for deliveries, before their first remote byte. A delivery's row
    /// has the last of them; the audit chain knows that there were earlier ones, whose names follow from their epochs.
    func earlierTemporaries(of deliveries: [DeliveryRow]) throws(Fault) -> [String] {
        let recorded = deliveries.flatMap { delivery in
            guard let temporary = delivery.temporary else { return [String]() }
            return delivery.state == .held ? [temporary, plan.delivery.temporary.withdrawn(temporary)] : [temporary]
        }
        if row.epoch == 1 { return recorded }
        let epochs = try earlierEpochs()
        let derived = deliveries.flatMap { delivery in
            (epochs["delivery \(delivery.ordinal)"] ?? []).map { temporary(of: delivery, epoch: $0) }
        }
        return Set(recorded + derived).sorted()
    }

    /// Where a delivery is uploaded to.
    func temporary(of delivery: DeliveryRow, epoch: Int) -> String {
        plan.delivery.temporary.path(
            DeliveryIdentity.temporary(delivery.id, epoch: epoch), for: delivery.folder)
    }

    /// In which epochs before this one each delivery was uploaded; read once, since what this epoch adds is not asked.
    private func earlierEpochs() throws(Fault) -> [String: Set<Int>] {
        if let uploads = earlierUploads { return uploads }
        let suffix = " -> \(DeliveryState.uploading.rawValue)"
        var epochs: [String: Set<Int>] = [:]
        for event in try ledger.audit(of: row.id) where event.epoch < row.epoch && event.event.hasSuffix(suffix) {
            epochs[event.subject, default: []].insert(event.epoch)
        }
        earlierUploads = epochs
        return epochs
    }
}
