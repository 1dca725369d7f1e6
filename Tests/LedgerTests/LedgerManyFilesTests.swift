import ConformanceKit
import Exchange
import Testing

@testable import Ledger

@Suite struct `A ledger that knows many files` {
    static let count = 20_000
    static let day = Moment(seconds: 1_795_212_000, nanoseconds: 5)

    @Test func `tells them from new ones in seconds`() throws {
        let folder = try LedgerFolder()
        let ledger = try folder.open()
        defer { ledger.close() }
        let run = try ledger.begin(LedgerBench.opening("students"), owner: "host 1")
        try take(Self.count - 10, run, ledger)
        let files = (0..<Self.count).map { number in
            Look(path: path(number), size: number, modified: Self.day, at: Self.day)
        }
        let clock = ContinuousClock()
        var known = 0
        let time = try clock.measure { known = try ledger.taken("students", files).count { $0 == run.id } }
        #expect(known == Self.count - 10)
        #expect(time < .seconds(60), "\(time)")
    }

    private func path(_ number: Int) -> String { "outgoing/people_\(number).csv" }

    /// Written as the ledger writes them, without a transaction each.
    private func take(_ count: Int, _ run: RunRow, _ ledger: SQLiteLedger) throws {
        try ledger.writing { db in
            for number in 0..<count {
                var stored = StoredArrival(
                    ArrivalRow(
                        run: run.id, ordinal: number + 1, path: path(number), size: number, modified: Self.day))
                stored.converted = true
                try db.change(
                    """
                    INSERT INTO arrivals (run, ordinal, path, size, modified, modified_ns, digest, state, staged,
                        converted, seal) VALUES (?, ?, ?, ?, ?, ?, NULL, 'seen', NULL, 1, ?)
                    """,
                    [
                        run.id, number + 1, path(number), number, Self.day.seconds, Self.day.nanoseconds,
                        ledger.seal(stored),
                    ])
            }
        }
    }
}
