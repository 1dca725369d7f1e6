import Exchange

/// The conversations of one run: opened when first needed, closed when the run is over.
final class Sessions {
    private let visit: (_ connection: String) throws(Fault) -> Visit
    private let opened: (_ connection: String, any Session) throws(Fault) -> Void
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
        if let source { return source }
        let made = try plan.transport.connect(try visit(plan.connection))
        source = made
        try opened(plan.connection, made)
        return made
    }

    func target(_ plan: DeliveryPlan) throws(Fault) -> any Session {
        if let target { return target }
        let made = try plan.transport.connect(try visit(plan.connection))
        target = made
        try opened(plan.connection, made)
        return made
    }

    /// What a person should read of the conversations there are, each sentence once.
    var remarks: [String] {
        var said: [String] = []
        for line in (source?.remarks ?? []) + (target?.remarks ?? []) where !said.contains(line) { said.append(line) }
        return said
    }

    func close() {
        source?.close()
        target?.close()
        source = nil
        target = nil
    }
}
