import ConformanceKit
import Exchange
import Ledger
import Testing

@Suite struct `The audit chain` {
    let folder: LedgerFolder

    init() throws {
        folder = try LedgerFolder()
        try folder.fill()
    }

    @Test(arguments: [
        "event = 'planned -> cancelled'", "at = at + 1", "at_ns = 0", "run = '26-0002'", "subject = 'run'",
        "epoch = 2", "owner = 'host 7'", "hash = (SELECT hash FROM audit WHERE number = 4)",
    ])
    func `shows a changed row`(change: String) throws {
        try folder.tamper("UPDATE audit SET \(change) WHERE number = 5")
        #expect(try folder.open().firstBrokenAuditRow() == 5)
    }

    @Test(arguments: [1, 2, 17])
    func `shows a removed row`(number: Int) throws {
        try folder.tamper("DELETE FROM audit WHERE number = \(number)")
        #expect(try folder.open().firstBrokenAuditRow() == number)
    }

    @Test func `shows a removed row behind which the others moved up`() throws {
        try folder.tamper(
            """
            DELETE FROM audit WHERE number = 5;
            UPDATE audit SET number = 5 WHERE number = 6
            """)
        #expect(try folder.open().firstBrokenAuditRow() == 5)
    }

    @Test func `shows that its end was cut off`() throws {
        try folder.tamper("DELETE FROM audit WHERE number = (SELECT MAX(number) FROM audit)")
        let fault = #expect(throws: Fault.self) { try folder.open() }
        #expect(fault?.code == .ledgerDamaged)
    }

    @Test func `shows an inserted row`() throws {
        let copy = "SELECT MAX(number) + 1, at, at_ns, run, subject, event, epoch, owner, hash FROM audit"
        try folder.tamper("INSERT INTO audit \(copy)")
        #expect(throws: Fault.self) { try folder.open() }
        try folder.tamper("UPDATE about SET last = last + 1, head = (SELECT hash FROM audit WHERE number = last + 1)")
        let ledger = try folder.open()
        let last = try #require(try ledger.audit(of: "26-0004").last?.number)
        #expect(try ledger.firstBrokenAuditRow() == last)
    }

    @Test func `shows two rows that changed places`() throws {
        try folder.tamper(
            """
            UPDATE audit SET number = 1000 WHERE number = 3;
            UPDATE audit SET number = 3 WHERE number = 4;
            UPDATE audit SET number = 4 WHERE number = 1000
            """)
        #expect(try folder.open().firstBrokenAuditRow() == 3)
    }

    @Test func `begins with the institution, so a chain is nobody else's`() throws {
        try folder.tamper("UPDATE about SET institution = 'other'")
        #expect(try folder.open("other").firstBrokenAuditRow() == 1)
    }

    @Test func `tells texts apart that only differ in where one field ends`() {
        func event(_ subject: String, _ event: String) -> AuditRow {
            AuditRow(
                number: 1, at: Moment(seconds: 1), run: "26-0001", subject: subject, event: event, epoch: 1,
                owner: "host", hash: LedgerBench.digest(0))
        }
        var seen: [[UInt8]] = []
        for row in [event("ab", "c"), event("a", "bc"), event("", "abc"), event("a1:b", "c"), event("a", "1:bc")] {
            _ = AuditChain.link(row, after: LedgerBench.digest(0)) { bytes in
                seen.append(bytes)
                return LedgerBench.digest(0)
            }
        }
        #expect(Set(seen).count == 5)
    }
}
