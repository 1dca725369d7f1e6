import Exchange
import Ledger

/// Takes note of the receiver's word where it is there already. Waiting for it is a state, never a sleeping process:
/// a delivered file stays `delivered` until somebody sees the confirmation.
struct ConfirmStep: RunStep {
    static let step = Step.confirm

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        let receiver = Receiver(session: try run.target(), names: run.plan.delivery.temporary)
        var delivered = try run.ledger.deliveries(of: run.row.id).filter { $0.state == .delivered }[...]
        while !delivered.isEmpty {
            let batch = Array(delivered.prefix(Batch.files))
            delivered = delivered.dropFirst(batch.count)
            let taken = zip(batch, try receiver.areTaken(batch)).filter(\.1).map(\.0)
            if taken.isEmpty { continue }
            try run.ledger.move(
                taken.map { delivery in
                    DeliveryMove(
                        delivery.id, from: .delivered, to: .confirmed, note: "the receiver marked it as taken")
                }, entries: [:], run.claim)
        }
        return .next
    }
}
