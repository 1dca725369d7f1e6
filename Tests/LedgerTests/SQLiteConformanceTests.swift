import ConformanceKit
import Exchange
import Ledger
import Testing

@Suite struct `The SQLite ledger` {
    @Test(arguments: LedgerConformance.promises)
    func `keeps each promise of the contract`(promise: LedgerPromise) throws {
        let folder = try LedgerFolder()
        try promise.check(LedgerBench { clock in try folder.open(clock: clock) })
    }

    @Test func `two of them on one file see each other's changes at once`() throws {
        let folder = try LedgerFolder()
        let one = try folder.open()
        let two = try folder.open()
        let run = try one.begin(LedgerBench.opening(), owner: "host 1")
        #expect(try two.openRun(of: "students") == run)
        let taken = try two.claim(run: run.id, owner: "host 2")
        let fault = #expect(throws: Fault.self) { try one.advance(run.claim, to: .stage) }
        #expect(fault?.code == .ledgerSuperseded && fault?.context["owner"] == "host 2")
        try two.advance(taken.claim, to: .convert)
        #expect(try one.run(run.id)?.step == .convert)
        #expect(try one.firstBrokenAuditRow() == nil)
        one.close()
        try two.end(taken.claim, as: .done, summary: "", tally: Tally())
        two.close()
        let reader = try folder.open()
        #expect(try reader.audit(of: run.id).count == 4)
    }

    @Test func `ten thousand transitions in one batch take seconds at most`() throws {
        let folder = try LedgerFolder()
        let ledger = try folder.open()
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        let rows = (1...10_000).map {
            ArrivalRow(run: run.id, ordinal: $0, path: "in/\($0)", size: $0, modified: folder.clock.now)
        }
        let spent = try ContinuousClock().measure { try ledger.add(rows, run.claim) }
        #expect(spent < .seconds(10), "10,000 transitions took \(spent)")
        #expect(try ledger.audit(of: run.id).count == 10_001)
        #expect(try ledger.firstBrokenAuditRow() == nil)
    }
}
