import Exchange
import Ledger

/// What the promises start from.
extension LedgerBench {
    static let day = Moment(seconds: 1_795_212_000, nanoseconds: 5)

    package static func opening(_ profile: String = "students", at now: Moment = day) -> RunOpening {
        RunOpening(
            profile: profile, now: CivilTime(now, offset: -21_600, abbreviation: "CST"), zone: "America/Chicago",
            configuration: digest(1), origin: "by hand")
    }

    /// A digest like no other number's.
    package static func digest(_ number: Int) -> ContentDigest {
        ContentDigest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4))) })
    }

    static func arrival(_ run: RunRow, _ ordinal: Int = 1, path: String? = nil, modified: Moment = day) -> ArrivalRow {
        ArrivalRow(run: run.id, ordinal: ordinal, path: path ?? "in/\(ordinal).csv", size: 1_000, modified: modified)
    }

    static func delivery(
        _ run: RunRow, _ ordinal: Int = 1, id: String? = nil, target: String? = nil, content: Int = 1
    ) -> DeliveryRow {
        DeliveryRow(
            id: id ?? "\(run.id)/\(ordinal)", run: run.id, profile: run.profile, ordinal: ordinal,
            target: target ?? "\(ordinal).xml", digest: digest(content), size: 10, staged: "staging/\(ordinal)")
    }

    func begin(_ profile: String = "students", owner: String = "host 1") throws -> RunRow {
        try store.begin(LedgerBench.opening(profile), owner: owner)
    }

    func end(_ run: RunRow, as end: End = .done) throws {
        try store.end(run.claim, as: end, summary: "", tally: Tally())
    }

    func move(_ run: RunRow, _ ordinal: Int, _ from: ArrivalState, _ to: ArrivalState) throws {
        try store.move(arrival: ordinal, from: from, to: to, digest: nil, staged: nil, run.claim)
    }

    func move(_ id: String, _ from: DeliveryState, _ to: DeliveryState, _ run: RunRow) throws {
        let decision = from.needsDecision(to: to) ? "settled not delivered by alice: asked" : nil
        try store.move([DeliveryMove(id, from: from, to: to, decision: decision)], entries: [:], run.claim)
    }

    /// Adds an arrival and brings it to `state`.
    func arrival(of run: RunRow, _ ordinal: Int, in state: ArrivalState) throws {
        try store.add([LedgerBench.arrival(run, ordinal)], run.claim)
        let way = route(from: ArrivalState.seen, to: state) { $0.mayBecome }
        for (from, to) in zip(way, way.dropFirst()) { try move(run, ordinal, from, to) }
    }

    /// Plans a delivery and brings it to `state`; its id.
    func delivery(of run: RunRow, _ ordinal: Int, in state: DeliveryState) throws -> String {
        let row = LedgerBench.delivery(run, ordinal)
        try store.plan([row], run.claim)
        let way = route(from: DeliveryState.planned, to: state) { $0.mayBecome }
        for (from, to) in zip(way, way.dropFirst()) { try move(row.id, from, to, run) }
        return row.id
    }

    /// The shortest way through a table of states, both ends with it.
    private func route<State: Hashable>(from: State, to: State, _ next: (State) -> Set<State>) -> [State] {
        var ways = [[from]]
        var known: Set = [from]
        while let way = ways.first {
            ways.removeFirst()
            if way.last == to { return way }
            for state in way.last.map(next) ?? [] where known.insert(state).inserted { ways.append(way + [state]) }
        }
        return []
    }
}
