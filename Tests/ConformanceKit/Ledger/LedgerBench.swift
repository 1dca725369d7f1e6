import Exchange
import Ledger
import Testing

/// A ledger on the bench: opened, closed and opened again, with a clock that only the test moves.
package final class LedgerBench {
    package private(set) var store: any LedgerStore
    package let clock: LedgerBenchClock
    private let open: (LedgerBenchClock) throws -> any LedgerStore

    /// - Parameter open: opens the same ledger each time, empty at the first.
    package init(_ open: @escaping (LedgerBenchClock) throws -> any LedgerStore) throws {
        let clock = LedgerBenchClock()
        self.clock = clock
        self.open = open
        store = try open(clock)
    }

    deinit { store.close() }

    func reopen() throws {
        store.close()
        store = try open(clock)
    }

    /// All that the ledger says about its runs.
    func everything() throws -> LedgerContent { try LedgerContent(store) }

    /// `act` throws `code`, and the ledger says what it said before.
    func refuses(
        _ code: Code, _ note: Comment? = nil, at place: SourceLocation = #_sourceLocation, _ act: () throws -> Void
    ) throws {
        let before = try everything()
        do {
            try act()
            Issue.record("not refused: \(note ?? "")", sourceLocation: place)
        } catch let fault as Fault {
            #expect(fault.code == code, note, sourceLocation: place)
            #expect(!fault.message.isEmpty && !fault.remedy.isEmpty, note, sourceLocation: place)
        }
        #expect(try everything() == before, note, sourceLocation: place)
    }
}

/// The wall clock of a bench.
package final class LedgerBenchClock {
    package var now = Moment(seconds: 1_795_000_000, nanoseconds: 7)

    package init() {}
}

/// A ledger's answers, to compare.
package struct LedgerContent: Equatable {
    package let runs: [RunRow]
    package let arrivals: [[ArrivalRow]]
    package let deliveries: [[DeliveryRow]]
    package let audit: [[AuditRow]]

    package init(_ store: any LedgerStore) throws {
        let runs = try store.runs(of: nil, limit: 1_000)
        self.runs = runs
        arrivals = try runs.map { try store.arrivals(of: $0.id) }
        deliveries = try runs.map { try store.deliveries(of: $0.id) }
        audit = try runs.map { try store.audit(of: $0.id) }
    }
}
