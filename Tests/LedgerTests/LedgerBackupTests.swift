import ConformanceKit
import Exchange
import Foundation
import Ledger
import Machine
import Testing

@Suite struct `A copy of the ledger` {
    let folder: LedgerFolder
    var copy: String { folder.path + ".copy" }

    init() throws {
        folder = try LedgerFolder()
        try folder.fill()
    }

    private func reading(_ path: String) throws -> SQLiteLedger {
        try SQLiteLedger(path: path, institution: "main", now: { folder.clock.now }, hash: SHA256.digest(of:))
    }

    @Test func `says what the ledger said, while another is writing`() throws {
        let writer = try folder.open()
        let reader = try folder.open()
        let run = try #require(try writer.openRun(of: "open"))
        for step in Step.allCases { try writer.advance(run.claim, to: step) }
        let extent = try reader.backup(to: copy)
        let before = try LedgerContent(writer)
        try writer.end(run.claim, as: .done, summary: "", tally: Tally())
        let copied = try reading(copy)
        #expect(try LedgerContent(copied) == before)
        #expect(try copied.firstBrokenAuditRow() == nil && copied.extent() == extent)
        #expect(try copied.openRun(of: "open")?.id == run.id)
    }

    @Test func `is its owner's alone, and leaves nothing beside it`() throws {
        let ledger = try folder.open()
        try ledger.backup(to: copy)
        #expect(try folder.mode("ledger.sqlite.copy") == 0o600)
        ledger.close()
        #expect(folder.names == ["ledger.sqlite", "ledger.sqlite.copy"])
    }

    @Test func `never takes another file's place`() throws {
        let ledger = try folder.open()
        try ledger.backup(to: copy)
        for path in [copy, folder.path, folder.folder.path] {
            let fault = #expect(throws: Fault.self) { _ = try ledger.backup(to: path) }
            #expect(fault?.code == .ledgerBackupThere && fault?.end == .usage, "\(path)")
        }
        #expect(try ledger.firstBrokenAuditRow() == nil)
    }

    @Test func `of a ledger that does not hold is none`() throws {
        try folder.tamper("UPDATE audit SET event = 'planned -> cancelled' WHERE number = 5")
        let ledger = try folder.open()
        let fault = #expect(throws: Fault.self) { _ = try ledger.backup(to: copy) }
        #expect(fault?.code == .ledgerBackup && fault?.context["row"] == "5")
        ledger.close()
        #expect(folder.names == ["ledger.sqlite"])
    }

    @Test func `cannot go where there is no folder`() throws {
        let fault = #expect(throws: Fault.self) { _ = try folder.open().backup(to: folder.path + "/nowhere/copy") }
        #expect(fault?.code == .ledgerUnreadable)
    }
}
