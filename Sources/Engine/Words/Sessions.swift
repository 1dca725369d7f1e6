import Exchange

/// The conversations of one run: opened when first needed, closed when the run is over.
final class Sessions {
    private let abort: Abort
    private var source: (any Session)?
    private var target: (any Session)?

    init(_ abort: Abort) { self.abort = abort }

    deinit { close() }

    func source(_ plan: PickupPlan) throws(Fault) -> any Session {
        if let source { return source }
        let made = try plan.transport.connect(abort)
        source = made
        return made
    }

    func target(_ plan: DeliveryPlan) throws(Fault) -> any Session {
        if let target { return target }
        let made = try plan.transport.connect(abort)
        target = made
        return made
    }

    func close() {
        source?.close()
        target?.close()
        source = nil
        target = nil
    }
}
