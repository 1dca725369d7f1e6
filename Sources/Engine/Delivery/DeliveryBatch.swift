import Exchange
import Ledger
import Machine

/// Deliveries of one rank on their way together: asks `next` what to do about each, does that for all of them at once,
/// writes it down, until they rest.
///
/// Where one cannot be sent, or needs a person, those in front of it are carried through and those behind it wait.
final class DeliveryBatch {
    let run: OpenRun
    let receiver: Receiver
    /// The greatest ordinal in it.
    private(set) var last = 0
    /// Still on their way, in order of ordinal.
    private(set) var open: [DeliveryRow]
    /// The ids of those that this very process has uploaded and read back.
    var ours: Set<String> = []
    /// Why the last rename of a delivery did nothing, by its id.
    var refusals: [String: Fault] = [:]
    /// Why those behind `open` were not sent.
    private(set) var obstacle: Fault?
    /// What was seen when it was put together.
    private var first: [Seen]?

    /// `deliveries`, in order of ordinal, are of one rank and none is settled; what stands behind the first that needs a
    /// person already is left for later.
    init(_ run: OpenRun, _ deliveries: [DeliveryRow]) throws(Fault) {
        self.run = run
        receiver = Receiver(session: try run.target(), names: run.plan.delivery.temporary)
        open = deliveries
        let seen = try look()
        let ahead = seen.prefix { !$0.action.isEnd && !foresees($0) }
        // That one is asked by itself, so that nothing behind it is uploaded in vain.
        first = Array(seen.prefix(max(1, ahead.count)))
        open = first?.map(\.delivery) ?? []
        last = open.last?.ordinal ?? 0
    }

    /// Why a person must decide, or nil when all are delivered (or cancelled).
    func carryThrough() throws(Fault) -> String? {
        while !open.isEmpty {
            FaultPoint.pass("deliver.loop")
            let seen = if let first { first } else { try look() }
            first = nil
            let going = Array(seen.prefix { !$0.action.isEnd })
            if going.isEmpty {
                if let why = try end(seen[0].delivery, seen[0].action) { return why }
                continue
            }
            try carryOn(going)
        }
        if let obstacle { throw obstacle }
        return nil
    }

    private typealias Seen = (delivery: DeliveryRow, evidence: Evidence, action: DeliveryAction)

    private func look() throws(Fault) -> [Seen] {
        let evidence = try receiver.evidence(open, ours: ours, isSamePlace: run.isAsConfigured)
        return zip(open, evidence).map { ($0, $1, next($0.state, $1, run.plan.delivery.conflict)) }
    }

    /// Whether it will be held once it has been uploaded, as far as can be seen now.
    private func foresees(_ seen: Seen) -> Bool {
        seen.action == .upload && seen.evidence.target != .absent && run.plan.delivery.conflict != .replace
    }

    /// What was intended is finished first; nothing is published before everything is uploaded.
    private func carryOn(_ going: [Seen]) throws(Fault) {
        let done = going.compactMap { seen -> (DeliveryRow, String)? in
            if seen.action == .removeTemporary { return (seen.delivery, "the file stands under its final name") }
            return if case .delivered(let evidence) = seen.action { (seen.delivery, evidence) } else { nil }
        }
        try removing(going.filter { $0.action == .removeTemporary }.compactMap(\.delivery.temporary))
        try settle(done)
        try rename(going.filter { $0.action == .rename }.map(\.delivery))
        let wanting = going.filter { $0.action == .upload }.map(\.delivery)
        if !wanting.isEmpty { return try upload(wanting) }
        try publish(going.filter { $0.action == .publish }.map(\.delivery))
    }

    /// Says why a delivery goes no further; nil: it has changed meanwhile. Those behind it wait, and leave nothing of
    /// theirs lying there.
    private func end(_ delivery: DeliveryRow, _ action: DeliveryAction) throws(Fault) -> String? {
        let why: String
        switch action {
        case .hold(let code):
            if delivery.isIntended, try !withdraw(delivery) { return nil }
            why = try hold(delivery, code)
        case .doubt: why = try doubt(delivery)
        default: why = rest(delivery)
        }
        discard(open.dropFirst().filter { $0.state == .uploaded }.compactMap(\.temporary))
        return why
    }

    // MARK: What changes

    /// One durable commit for all of them; answers them as they stand then.
    @discardableResult
    func move(
        _ deliveries: [DeliveryRow], to state: DeliveryState, note: String = "",
        temporary: (DeliveryRow) -> String? = { _ in nil }
    ) throws(Fault) -> [DeliveryRow] {
        if deliveries.isEmpty { return [] }
        let moves = deliveries.map { delivery in
            DeliveryMove(delivery.id, from: delivery.state, to: state, temporary: temporary(delivery), note: note)
        }
        try run.ledger.move(moves, entries: [:], run.claim)
        let moved = zip(deliveries, moves).map { $0.at(state, temporary: $1.temporary, note: note) }
        let byOrdinal = Dictionary(moved.map { ($0.ordinal, $0) }) { $1 }
        open = open.map { byOrdinal[$0.ordinal] ?? $0 }
        return moved
    }

    /// They are delivered, for this evidence; with the run's last ones, what it proposed becomes true.
    func settle(_ deliveries: [(delivery: DeliveryRow, evidence: String)]) throws(Fault) {
        if deliveries.isEmpty { return }
        let moves = deliveries.map { delivery, evidence in
            DeliveryMove(delivery.id, from: delivery.state, to: .delivered, note: evidence)
        }
        let entries = try isAll(deliveries.count) ? run.conversion?.entries ?? [:] : [:]
        try run.ledger.move(moves, entries: entries, run.claim)
        let settled = Set(moves.map(\.id))
        open.removeAll { settled.contains($0.id) }
        say(deliveries.map(\.delivery))
    }

    /// Nothing from this ordinal on goes out now, and why.
    func stop(at ordinal: Int, _ why: Fault) {
        obstacle = why
        open.removeAll { $0.ordinal >= ordinal }
    }

    /// Whether nothing of the run is unsettled once `count` of this batch are.
    private func isAll(_ count: Int) throws(Fault) -> Bool {
        guard count == open.count, obstacle == nil else { return false }
        return try run.ledger.unsettled(of: run.row.id, after: last, limit: 1).isEmpty
    }

    private func say(_ deliveries: [DeliveryRow]) {
        let size = deliveries.reduce(0) { $0 + $1.size }
        guard deliveries.count > 3, let first = deliveries.first?.target, let last = deliveries.last?.target else {
            for delivery in deliveries { run.around.say("delivered \(delivery.target), \(sized(delivery.size))") }
            return
        }
        run.around.say("delivered \(counted(deliveries.count, "file")), \(first) to \(last), \(sized(size))")
    }

    // MARK: What needs a person

    /// Takes the single-shot token out of play before the ledger says that the file will be sent anew: a process that was
    /// asleep since the intent could else rename it, and the receiver have it twice. False: somebody was faster.
    private func withdraw(_ delivery: DeliveryRow) throws(Fault) -> Bool {
        guard let temporary = delivery.temporary else { return true }
        let item = RenameItem(from: temporary, to: run.plan.delivery.temporary.withdrawn(temporary))
        let fate = try receiver.session.rename([item], replacing: false)[0]
        FaultPoint.pass("deliver.withdrawn")
        do throws(Fault) { try fate.get() } catch {
            guard error.code == .placeMissing || error.code == .placeExists else { throw error }
            // An earlier process came as far as here, or the file was published after all.
            return try receiver.session.stat([item.to])[0].get() != nil
        }
        return true
    }

    private func hold(_ delivery: DeliveryRow, _ code: Code) throws(Fault) -> String {
        let why = "\(delivery.target) was not published: \(code.cause)"
        if delivery.state != .held { try move([delivery], to: .held, note: why) }
        if let temporary = delivery.temporary {
            try removing([temporary, run.plan.delivery.temporary.withdrawn(temporary)])
        }
        run.report.add(Finding(.error, code, Position(path: delivery.target), why))
        return why
    }

    private func doubt(_ delivery: DeliveryRow) throws(Fault) -> String {
        let why =
            "It is not certain whether \(delivery.target) was published: 'exchange settle "
            + "\(delivery.run)/\(delivery.ordinal)' shows what is known."
        return rest(try move([delivery], to: .inDoubt, note: why)[0])
    }

    /// Says again, in this run's report, what a person must decide.
    private func rest(_ delivery: DeliveryRow) -> String {
        if delivery.state == .inDoubt {
            run.report.add(Finding(.error, .deliverDoubt, Position(path: delivery.target), delivery.note))
        }
        return delivery.note
    }

    // MARK: Our temporary files

    func removing(_ paths: [String]) throws(Fault) {
        if paths.isEmpty { return }
        for fate in try receiver.session.remove(paths) { try fate.get() }
    }

    /// As `removing`, where failing changes nothing: the next try sweeps what its row or the audit chain names.
    func discard(_ paths: [String]) {
        if !paths.isEmpty { _ = try? receiver.session.remove(paths) }
    }
}

extension DeliveryAction {
    /// Nothing goes on behind it.
    fileprivate var isEnd: Bool {
        switch self {
        case .hold, .doubt, .rest: true
        default: false
        }
    }
}
