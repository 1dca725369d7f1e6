import Exchange

/// The conversations of one run: opened when first needed, closed when the run is over.
final class Sessions {
    private let visit: (_ connection: String) throws(Fault) -> Visit
    private let opened: (_ connection: String, any Session) throws(Fault) -> Void
    /// The connection that was spoken with, or tried, last.
    private(set) var last: String?
    private var source: (any Session)?
    private var target: (any Session)?

    /// `opened` looks at each conversation before it is used.
    init(
        _ visit: @escaping (String) throws(Fault) -> Visit,
        opened: @escaping (String, any Session) throws(Fault) -> Void
    ) {
        self.visit = visit
        self.opened = opened
    }

    deinit { close() }

    func source(_ plan: PickupPlan) throws(Fault) -> any Session {
        last = plan.connection
        if let source { return source }
        let made = try plan.transport.connect(try visit(plan.connection))
        source = made
        try opened(plan.connection, made)
        return made
    }

    func target(_ plan: DeliveryPlan) throws(Fault) -> any Session {
        last = plan.connection
        if let target { return target }
        let made = try plan.transport.connect(try visit(plan.connection))
        target = made
        try opened(plan.connection, made)
        return made
    }

    /// What is known of each place that was spoken with.
    func places(_ pickup: PickupPlan, _ delivery: DeliveryPlan) -> [RunReport.Place] {
        let from = source.map {
            RunReport.Place("source", pickup.connection, pickup.transport.address, $0.facts)
        }
        let to = target.map {
            RunReport.Place("target", delivery.connection, delivery.transport.address, $0.facts)
        }
        return [from, to].compactMap(\.self)
    }

    /// What each conversation that was opened has to say about itself, once: `campus: …`.
    func remarks(_ pickup: PickupPlan, _ delivery: DeliveryPlan) -> [String] {
        let from = (source?.remarks ?? []).map { "\(pickup.connection): \($0)" }
        let to = (target?.remarks ?? []).map { "\(delivery.connection): \($0)" }
        return from + to.filter { !from.contains($0) }
    }

    func close() {
        source?.close()
        target?.close()
        source = nil
        target = nil
    }
}
