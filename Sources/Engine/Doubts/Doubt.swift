import Exchange
import Ledger

/// What is known of a delivery that is in doubt: what happened here, and what its place shows now.
struct Doubt {
    enum Sight {
        case seen(Evidence)
        /// The place could not be asked.
        case unseen(Fault)
        /// The profile leads to another place by now, whose names say nothing: what the last report called the old one.
        case elsewhere(String)
    }

    let delivery: DeliveryRow
    /// Its rows of the audit chain.
    let past: [AuditRow]
    let sight: Sight
}

extension OpenRun {
    /// Asks the ledger, and the place. Changes nothing.
    func doubt(about delivery: DeliveryRow) throws(Fault) -> Doubt {
        let subject = "delivery \(delivery.ordinal)"
        let past = try ledger.audit(of: row.id).filter { $0.subject == subject }
        return Doubt(delivery: delivery, past: past, sight: try sight(of: delivery))
    }

    private func sight(of delivery: DeliveryRow) throws(Fault) -> Doubt.Sight {
        if !isAsConfigured {
            let then = try StoredReports(workspace).report(of: row.id)?.target
            if then != targetWords { return .elsewhere(then ?? "a place that no report names") }
        }
        do throws(Fault) {
            let receiver = Receiver(session: try target(), names: plan.delivery.temporary)
            return .seen(try receiver.evidence([delivery], ours: [], isSamePlace: isAsConfigured)[0])
        } catch {
            return .unseen(error)
        }
    }

    /// As reports name the receiving place.
    var targetWords: String { "\(plan.delivery.connection) (\(plan.delivery.transport.address))" }
}
