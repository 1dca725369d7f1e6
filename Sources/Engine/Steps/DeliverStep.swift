import Exchange
import Ledger
import Machine

/// Publishes the deliveries in order, many at once: upload under unique temporary names, read back, record the intents,
/// rename. Later deliveries (a manifest, a done-file) speak of earlier ones: they wait with them.
struct DeliverStep: RunStep {
    static let step = Step.deliver

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        var page = try run.ledger.unsettled(of: run.row.id, after: 0, limit: Batch.files)
        if page.isEmpty { return .next }
        let terms = ReceiverTerms(run: run, session: try run.target())
        terms.remark()
        try terms.demandRoom()
        while !page.isEmpty {
            if run.around.abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
            let rows = Batch.first(page, size: \.size) { $0.rank == $1.rank }
            let batch = try DeliveryBatch(run, rows)
            if let why = try batch.carryThrough() { return .wait(why) }
            page = try run.ledger.unsettled(of: run.row.id, after: batch.last, limit: Batch.files)
        }
        return .next
    }
}
