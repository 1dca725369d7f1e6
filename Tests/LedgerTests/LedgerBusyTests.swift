import ConformanceKit
import Exchange
import GRDB
import Testing

@testable import Ledger

@Suite struct `A ledger that another process writes to` {
    let folder: LedgerFolder
    let other: DatabaseQueue

    init() throws {
        folder = try LedgerFolder()
        try folder.open().close()
        // A transaction that stays open from one access to the next is what these tests are about.
        var how = Configuration()
        how.allowsUnsafeTransactions = true
        other = try DatabaseQueue(path: folder.path, configuration: how)
    }

    @Test func `row 24: it can be read, and is busy for writers once the timeout has passed`() throws {
        let ledger = try folder.open(busyTimeout: 1)
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        #expect(try ledger.run(run.id) == run)
        var fault: Fault?
        let spent = ContinuousClock().measure {
            fault = #expect(throws: Fault.self) { try ledger.advance(run.claim, to: .stage) }
        }
        #expect(fault?.code == .ledgerBusy && fault?.end == .busy)
        #expect(fault?.context["sqlite"] == "SQLITE_BUSY" && fault?.context["path"] == folder.path)
        #expect(spent >= .milliseconds(900))
        try other.inDatabase { try $0.execute(sql: "COMMIT") }
        try ledger.advance(run.claim, to: .stage)
        #expect(try ledger.audit(of: run.id).map(\.event) == ["begun", "step stage"])
    }

    @Test func `row 24: it can be opened meanwhile`() throws {
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        #expect(try folder.open(busyTimeout: 0).runs(of: nil, limit: 1).isEmpty)
    }

    @Test func `row 24: one that locked it whole makes it busy already when it is opened`() throws {
        try other.inDatabase {
            try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        }
        let fault = #expect(throws: Fault.self) { try folder.open(busyTimeout: 0) }
        #expect(fault?.code == .ledgerBusy)
    }
}
