import Exchange
import Ledger
import Machine

/// Publishes each delivery, in order: upload under a unique temporary name, read it back, record the intent, rename.
struct DeliverStep: RunStep {
    static let step = Step.deliver

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        for delivery in try run.ledger.deliveries(of: run.row.id) where !delivery.state.isSettled {
            let end = try DeliveryWork(run, delivery).carryThrough()
            // Later deliveries (a control file, a done-file) speak of this one: they wait with it.
            if let why = end { return .wait(why) }
        }
        return .next
    }
}
