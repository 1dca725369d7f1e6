import Exchange
import Ledger

extension OpenRun {
    /// The temporary names that earlier epochs recorded for a delivery, before their first remote byte. The audit chain
    /// knows each of them; a delivery's row only the last.
    func earlierTemporaries(of delivery: DeliveryRow) throws(Fault) -> [String] {
        let mine = "delivery \(delivery.ordinal)"
        let suffix = " -> \(DeliveryState.uploading.rawValue)"
        let epochs = try ledger.audit(of: row.id).filter { $0.subject == mine && $0.event.hasSuffix(suffix) }.map(
            \.epoch)
        return Set(epochs).filter { $0 < row.epoch }.sorted().map {
            PlacePath.join(delivery.folder, DeliveryIdentity.temporary(delivery.id, epoch: $0))
        }
    }
}
