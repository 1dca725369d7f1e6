import Exchange
import Ledger
import Machine

/// Carries out a person's decision about a delivery in doubt: in one transaction its state, who decided and why, and
/// what becomes true with the run's last delivery.
struct Settling {
    let run: OpenRun

    func settle(_ order: SettleOrder, _ doubt: Doubt) throws(Fault) {
        try demandDoubt(order.delivery)
        try demandNoAnswer(doubt)
        if order.answer == .notDelivered { try demandGone(doubt) }
        let to = order.answer == .delivered ? DeliveryState.delivered : .planned
        let move = DeliveryMove(
            order.delivery.id, from: .inDoubt, to: to, note: "settled as \(order.words)",
            decision: "settled \(order.words)")
        FaultPoint.pass("settle.decided")
        try run.ledger.move([move], entries: try entries(with: order), run.claim)
        FaultPoint.pass("settle.settled")
        run.report.remark("\(order.delivery.target) was settled as \(order.words)")
    }

    /// With the run's last delivery, what it proposed becomes true, as in `DeliveryBatch`.
    private func entries(with order: SettleOrder) throws(Fault) -> [String: String] {
        guard order.answer == .delivered else { return [:] }
        let open = try run.ledger.unsettled(of: run.row.id, after: 0, limit: 2)
        return open.map(\.id) == [order.delivery.id] ? run.conversion?.entries ?? [:] : [:]
    }

    private func demandDoubt(_ delivery: DeliveryRow) throws(Fault) {
        guard let now = try run.ledger.delivery(delivery.id) else { throw Settling.refusal(delivery) }
        if now.state != .inDoubt { throw Settling.refusal(now) }
    }

    /// What the place shows decides better than anybody; the run does what follows from it.
    private func demandNoAnswer(_ doubt: Doubt) throws(Fault) {
        guard case .seen(let evidence) = doubt.sight else { return }
        let why: String
        switch next(.inDoubt, evidence, run.plan.delivery.conflict) {
        case .rest: return
        case .rename:
            why = "our temporary file still stands there, whole: it was not published, and the run can still do that"
        case .delivered(let words): why = "it was published: \(words)"
        case .removeTemporary: why = "it was published: the file stands under its final name"
        default: why = "our temporary file still stands there, and the run can send it anew"
        }
        throw Fault(
            .settleEvident, .stop,
            "No decision is needed about \(doubt.delivery.target): \(why). 'exchange run \(doubt.delivery.profile)' goes "
                + "on with it.", context: ["run": run.row.id, "delivery": doubt.delivery.id])
    }

    /// Only once it is gone can nobody publish it any more, whoever was asleep since; then it may be sent anew.
    private func demandGone(_ doubt: Doubt) throws(Fault) {
        let why: String
        switch doubt.sight {
        case .seen: return
        case .unseen(let fault): why = fault.message
        case .elsewhere(let then): why = "The file went to \(then), and the profile leads elsewhere by now."
        }
        throw Fault(
            .settleUnseen, .stop,
            "\(doubt.delivery.target) is not sent anew: whether our temporary file is gone cannot be seen. \(why)",
            context: ["run": run.row.id, "delivery": doubt.delivery.id])
    }

    /// What a delivery is that is not in doubt.
    static func refusal(_ delivery: DeliveryRow) -> Fault {
        let ends =
            delivery.state == .held
            ? " It ends by itself: 'exchange run \(delivery.profile)' sends it once the other file is gone." : ""
        let note = delivery.note.isEmpty ? "" : " (\(delivery.note))"
        return Fault(
            .settleState, .stop,
            "Delivery \(delivery.run)/\(delivery.ordinal), \(delivery.target), is not in doubt: it is "
                + "'\(delivery.state.rawValue)'\(note).\(ends)",
            context: ["run": delivery.run, "delivery": delivery.id, "state": delivery.state.rawValue])
    }
}
