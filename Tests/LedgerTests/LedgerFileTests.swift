import ConformanceKit
import Exchange
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct `The ledger's file` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    @Test func `is the owner's alone, with its log and its shared memory`() throws {
        let ledger = try folder.open()
        _ = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        #expect(folder.names == ["ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"])
        for name in folder.names { #expect(try folder.mode(name) == 0o600, "\(name)") }
    }

    @Test func `is narrowed when it was readable by others`() throws {
        try folder.open().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path)
        let ledger = try folder.open()
        #expect(try folder.mode() == 0o600)
        ledger.close()
        #expect(folder.names == ["ledger.sqlite"])
    }

    @Test func `is written ahead, synchronously, with foreign keys, a busy timeout and our mark`() throws {
        for _ in ["new", "old"] {
            let ledger = try folder.open(busyTimeout: 3)
            let told = try ledger.reading { db in
                try ["journal_mode", "synchronous", "foreign_keys", "busy_timeout", "application_id", "user_version"]
                    .map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
            }
            #expect(told == ["wal", "2", "1", "3000", "1165517672", "\(SQLiteSchema.versions.count)"])
            ledger.close()
        }
    }

    @Test func `has strict tables only`() throws {
        let ledger = try folder.open()
        let loose = try ledger.reading { db in
            try String.fetchAll(
                db, sql: "SELECT name FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite_%'")
        }
        #expect(loose == [])
    }

    @Test func `keeps the rules by itself too`() throws {
        try folder.fill()
        for sql in [
            "UPDATE runs SET step = 'lunch'", "UPDATE runs SET epoch = 0", "UPDATE arrivals SET state = 'lost'",
            "UPDATE deliveries SET state = 'lost'", "UPDATE deliveries SET ordinal = 1",
            "UPDATE deliveries SET id = 'x'", "UPDATE runs SET outcome = NULL, ended = NULL, ended_ns = NULL",
            "UPDATE runs SET id = 'x'", "UPDATE arrivals SET size = 'x'", "INSERT INTO about VALUES (2, 'x', 0, '')",
        ] {
            let error = #expect(throws: DatabaseError.self) { try folder.tamper(sql) }
            #expect(error?.resultCode == .SQLITE_CONSTRAINT, "\(sql)")
        }
    }

    @Test func `is not made in a folder that does not exist`() throws {
        let fault = #expect(throws: Fault.self) {
            try SQLiteLedger(
                path: folder.folder.path + "/none/ledger.sqlite", institution: "main", now: { folder.clock.now },
                hash: { _ in LedgerBench.digest(0) })
        }
        #expect(fault?.code == .ledgerUnreadable && fault?.context["errno"] == "2")
    }

    @Test func `may not be a folder or a link`() throws {
        let elsewhere = folder.folder.appendingPathComponent("elsewhere").path
        try FileManager.default.createSymbolicLink(atPath: folder.path, withDestinationPath: elsewhere)
        #expect(throws: Fault.self) { try folder.open() }
        try FileManager.default.removeItem(atPath: folder.path)
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        let fault = #expect(throws: Fault.self) { try folder.open() }
        #expect(fault?.code == .ledgerUnreadable)
    }

    @Test func `that appeared meanwhile is not replaced`() throws {
        try folder.fill()
        let before = try folder.bytes
        try SQLiteFile.create(at: folder.path) { try $0.execute(sql: "CREATE TABLE other (x)") }
        #expect(try folder.bytes == before)
        #expect(folder.names == ["ledger.sqlite"])
    }

    @Test func `leaves nothing behind when it cannot be made`() throws {
        let fault = Fault(.ledgerUnreadable, .stop, "no")
        #expect(throws: fault) { try SQLiteFile.create(at: folder.path) { _ in throw fault } }
        #expect(folder.names == [])
    }
}
