import ConformanceKit
import Exchange
import GRDB
import Machine
import Testing

@testable import Ledger

/// A ledger whose disk is full, and the room it kept for that.
@Suite struct `A ledger without room` {
    let folder: LedgerFolder
    static let reserve = "ledger.sqlite-reserve"

    init() throws { folder = try LedgerFolder() }

    /// SQLite's own limit: to it, a full disk.
    private func limit(_ ledger: SQLiteLedger, toPages pages: Int) throws {
        try ledger.connection().inDatabase { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
    }

    private func fillUp(_ ledger: SQLiteLedger, _ claim: Claim) throws {
        for ordinal in 1...1_000 {
            try ledger.add(
                [
                    ArrivalRow(
                        run: claim.run, ordinal: ordinal, path: String(repeating: "x", count: 3_000), size: 5,
                        modified: folder.clock.now)
                ], claim)
        }
    }

    @Test func `row 5: stops before anything could be sent, gives up its reserve, and says so`() throws {
        let ledger = try folder.open(anchored: true)
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        #expect(folder.names.contains(Self.reserve))
        try limit(ledger, toPages: 60)
        let before = try #require(try folder.crashed()["ledger.sqlite-head"])
        let fault = #expect(throws: Fault.self) { try fillUp(ledger, run.claim) }
        #expect(fault?.code == .ledgerFull && fault?.end == .internalError)
        #expect(!folder.names.contains(Self.reserve))
        let stood = try ledger.arrivals(of: run.id).count
        let after = try ledger.head()
        #expect(try ledger.remembered() == after && folder.crashed()["ledger.sqlite-head"] != before)
        // With some room, the end can be recorded, and the room is taken again.
        try limit(ledger, toPages: 1_000)
        try ledger.end(run.claim, as: .internalError, summary: "The disk was full.", tally: Tally())
        #expect(folder.names.contains(Self.reserve))
        #expect(try ledger.arrivals(of: run.id).count == stood && ledger.firstBrokenAuditRow() == nil)
    }
}
