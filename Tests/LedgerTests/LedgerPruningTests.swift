import ConformanceKit
import Exchange
import Ledger
import Testing

@Suite struct `A pruned ledger` {
    let folder: LedgerFolder

    /// Two runs of a profile, the first of them gone; one of another, and an open one.
    init() throws {
        folder = try LedgerFolder()
        try folder.fill()
        let ledger = try folder.open()
        let gone = try ledger.prune(before: folder.clock.now, dryRun: false)
        #expect(gone == ["26-0001"])
        ledger.close()
    }

    @Test func `verifies from where it was cut`() throws {
        let ledger = try folder.open()
        #expect(try ledger.firstBrokenAuditRow() == nil)
        let extent = try ledger.extent()
        let cut = try #require(extent.cut)
        #expect(extent.runs == 3 && cut.runs == 1 && cut.at == folder.clock.now)
        let first = try #require(try ledger.audit(of: "26-0004").first)
        #expect(first.number == cut.number + 1 && extent.transitions == 1)
    }

    @Test(arguments: [
        "UPDATE cuts SET hash = '\(String(repeating: "0", count: 64))'", "UPDATE cuts SET runs = 7",
        "UPDATE cuts SET number = number - 1", "UPDATE forgotten SET modified = 0",
    ])
    func `shows where it was changed`(sql: String) throws {
        try folder.tamper(sql)
        let ledger = try folder.open()
        let fault = #expect(throws: Fault.self) { _ = try ledger.firstBrokenAuditRow() }
        #expect(fault?.code == .ledgerDamaged)
    }

    @Test func `shows that the cut itself is gone`() throws {
        try folder.tamper("DELETE FROM cuts")
        #expect(try folder.open().firstBrokenAuditRow() == 1)
    }

    @Test func `shows a hold that was changed by hand`() throws {
        let ledger = try folder.open()
        let open = try #require(try ledger.openRun(of: "open"))
        try ledger.hold(open.claim, key: "k", manifest: LedgerBench.digest(1), summary: "", tally: Tally())
        ledger.close()
        try folder.tamper("UPDATE holds SET manifest = '\(LedgerBench.digest(2).hex)'")
        let fault = #expect(throws: Fault.self) { _ = try folder.open().hold(of: open.id) }
        #expect(fault?.code == .ledgerDamaged)
    }
}
