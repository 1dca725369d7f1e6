import Exchange
import GRDB

extension SQLiteLedger {
    package func firstBrokenAuditRow() throws(Fault) -> Int? {
        try reading { db in
            try checkFile(db)
            let end = try chainEnd(db)
            let cut = try lastCut(db)
            var hash = cut?.hash ?? AuditChain.genesis(institution, self.hash)
            var number = cut?.number ?? 0
            let cursor = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY number")
            while let row = try cursor.next() {
                let row = try AuditRow(Columns(row))
                number += 1
                // A removed row is the first that does not hold, not the one that moved into its place.
                guard row.number == number else { return min(row.number, number) }
                hash = AuditChain.link(row, after: hash, self.hash)
                guard row.hash == hash, number <= end.number else { return number }
            }
            guard number == end.number else { return number + 1 }
            return hash == end.hash ? nil : number
        }
    }

    /// Adds a row to the chain, in the transaction of the change that it records; answers its number.
    @discardableResult
    func record(_ db: Database, _ run: RunRow, _ subject: String, _ event: String) throws -> Int {
        let end = try chainEnd(db)
        let row = AuditRow(
            number: end.next, at: now(), run: run.id, subject: subject, event: event, epoch: run.epoch,
            owner: run.owner, hash: end.hash)
        let hash = AuditChain.link(row, after: end.hash, self.hash)
        try db.change(
            """
            INSERT INTO audit (number, at, at_ns, run, subject, event, epoch, owner, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.number, row.at.seconds, row.at.nanoseconds, row.run, row.subject, row.event, row.epoch, row.owner,
                hash.hex,
            ])
        try db.change("UPDATE about SET last = ?, head = ?", [row.number, hash.hex])
        newest = AuditHead(number: row.number, hash: hash)
        return row.number
    }

    func chainEnd(_ db: Database) throws -> (number: Int, next: Int, hash: ContentDigest) {
        let end = try db.row("SELECT last, head FROM about WHERE one = 1", []) { columns in
            (number: try columns.int("last"), next: try columns.next("last"), hash: try columns.digest("head"))
        }
        guard let end else { throw Fault(.ledgerDamaged, .stop, "The ledger does not say where its audit chain ends.") }
        return end
    }

    /// Everything but the chain: the file's structure, each index against its table, each row against its seal.
    private func checkFile(_ db: Database) throws {
        try checkStructure(db)
        try checkSeals(db, RunRow.self)
        try checkSeals(db, StoredArrival.self)
        try checkSeals(db, StoredDelivery.self)
        try checkSeals(db, Entry.self)
        try checkSeals(db, SequenceRow.self)
        try checkSeals(db, HoldRow.self)
        try checkSeals(db, LedgerCut.self)
        try checkSeals(db, Forgotten.self)
        try checkSeals(db, SlotRow.self)
        try checkSeals(db, NoticeRow.self)
        try checkSeals(db, RegisterEntry.self)
        try checkSeals(db, Registration.self)
    }

    /// The file's structure, and each index against its table: a row that an index does not show is one that was never
    /// taken, and its file would be sent again.
    func checkStructure(_ db: Database) throws {
        let said = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)").first ?? "nothing"
        guard said == "ok" else {
            throw Fault(
                .ledgerDamaged, .stop, "The ledger \(path) is damaged: \(said).",
                context: ["path": path, "message": said])
        }
    }
}
