import ConformanceKit
import Exchange
import GRDB
import Testing

@testable import Ledger

@Suite struct `The ledger's schema` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    func refusal() throws -> Fault {
        try #require(throws: Fault.self) { try folder.open() }
    }

    @Test func `row 58: one of a newer program is refused and left alone`() throws {
        try folder.fill()
        let known = SQLiteSchema.versions.count
        try folder.tamper("PRAGMA user_version = \(known + 1)")
        let fault = try refusal()
        #expect(fault.code == .ledgerNewer && fault.context == ["version": "\(known + 1)", "known": "\(known)"])
        try folder.tamper("PRAGMA user_version = \(known)")
        #expect(try folder.open().firstBrokenAuditRow() == nil)
    }

    @Test func `without a version, or with a negative one, is damage`() throws {
        try folder.fill()
        for version in [0, -1] {
            try folder.tamper("PRAGMA user_version = \(version)")
            #expect(try refusal().code == .ledgerDamaged)
        }
    }

    @Test func `of another program's database is damage`() throws {
        try folder.tamper("CREATE TABLE notes (text)")
        #expect(try refusal().code == .ledgerDamaged)
    }

    @Test func `with a table missing is damage`() throws {
        for table in ["about", "runs", "deliveries"] {
            let folder = try LedgerFolder()
            try folder.fill()
            try folder.tamper("DROP TABLE \(table)")
            let fault = #expect(throws: Fault.self) { _ = try LedgerContent(folder.open()) }
            #expect(fault?.code == .ledgerDamaged, "\(table)")
        }
    }

    @Test func `of another institution is refused by name`() throws {
        try folder.open("caf\u{E9}").close()
        let fault = #expect(throws: Fault.self) { try folder.open("cafe\u{301}") }
        #expect(fault?.code == .ledgerForeign)
        try folder.open("caf\u{E9}").close()
    }

    @Test func `of version 1 is brought up to date, with all that is in it`() throws {
        try folder.fill()
        let before = try folder.open()
        let content = try LedgerContent(before)
        before.close()
        try folder.tamper(
            "DROP TABLE notices; DROP TABLE holds; DROP TABLE cuts; DROP TABLE forgotten; DROP TABLE slots; "
                + "DROP TABLE register; DROP TABLE registrations; "
                + "PRAGMA user_version = 1")
        let ledger = try folder.open()
        #expect(try LedgerContent(ledger) == content)
        #expect(try ledger.firstBrokenAuditRow() == nil)
        let open = try #require(try ledger.openRun(of: "open"))
        try ledger.hold(open.claim, key: "k", manifest: LedgerBench.digest(1), summary: "", tally: Tally())
        #expect(try ledger.held("open", key: "k") == open.id)
    }

    @Test func `grows version by version, each script once`() throws {
        let queue = try DatabaseQueue()
        let scripts = ["CREATE TABLE a (x)", "ALTER TABLE a ADD COLUMN y", "INSERT INTO a VALUES (1, 2)"]
        try queue.inDatabase { db in
            for count in [1, 1, 3, 3, 2] { try SQLiteSchema.migrate(db, through: Array(scripts.prefix(count))) }
            #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == 3)
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM a") == 1)
        }
    }
}
