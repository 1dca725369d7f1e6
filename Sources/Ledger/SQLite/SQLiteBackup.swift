import Exchange
import GRDB

extension SQLiteLedger {
    /// Copies the ledger as it is at this moment into a new file at `path` (mode 0600), while others may be writing; the
    /// copy appears whole, once its audit chain has been read and holds. Answers what is in it.
    ///
    /// - Throws: `ledger.backup.exists` where there is a file already; `ledger.backup` where the copy does not verify.
    @discardableResult
    package func backup(to path: String) throws(Fault) -> LedgerExtent {
        let source = try connection()
        var extent: LedgerExtent?
        do {
            try SQLiteFile.publish(at: path) { draft in
                let target = try SQLiteFile.open(draft, busyTimeout: 10)
                defer { try? target.close() }
                try source.backup(to: target)
                try target.close()
                extent = try verified(draft)
            }
        } catch {
            throw SQLiteFaults.fault(error, path: path)
        }
        guard let extent else { throw Fault(.ledgerBackup, .stop, "No copy of \(self.path) was made.") }
        return extent
    }

    /// How much there is, now.
    package func extent() throws(Fault) -> LedgerExtent {
        try reading { db in
            func count(_ table: String) throws -> Int {
                try db.row("SELECT COUNT(*) AS many FROM \(table)", []) { try $0.int("many") } ?? 0
            }
            return LedgerExtent(runs: try count("runs"), transitions: try count("audit"), cut: try lastCut(db))
        }
    }

    private func verified(_ draft: String) throws -> LedgerExtent {
        let copy = try SQLiteLedger(path: draft, institution: institution, now: now, hash: hash)
        defer { copy.close() }
        if let row = try copy.firstBrokenAuditRow() {
            throw Fault(
                .ledgerBackup, .stop, "The ledger \(path) was copied, but row \(row) of the audit chain does not hold.",
                context: ["path": path, "row": String(row)])
        }
        return try copy.extent()
    }
}
