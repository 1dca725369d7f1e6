import Exchange
import Ledger

/// Takes note of the receiver's word where it is there already. Waiting for it is a state, never a sleeping process:
/// a delivered file stays `delivered` until somebody sees the confirmation.
struct ConfirmStep: RunStep {
    static let step = Step.confirm

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        let receiver = Receiver(session: try run.target())
        for delivery in try run.ledger.deliveries(of: run.row.id) where delivery.state == .delivered {
            if try receiver.isTaken(delivery) {
                try run.ledger.move(
                    delivery: delivery.id, from: .delivered, to: .confirmed, temporary: nil,
                    note: "the receiver marked it as taken", run.claim)
            }
        }
        return .next
    }
}
