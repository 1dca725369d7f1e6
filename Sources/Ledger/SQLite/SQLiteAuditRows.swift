import Exchange
import GRDB

/// The chain's rows, as they are stored.
extension SQLiteLedger {
    package func audit(of run: String) throws(Fault) -> [AuditRow] {
        try reading { db in
            try db.rows("SELECT * FROM audit WHERE run = ? ORDER BY number", [run]) { try AuditRow($0) }
        }
    }

    package func head(of run: String) throws(Fault) -> AuditHead? {
        try reading { db in
            try db.row("SELECT number, hash FROM audit WHERE run = ? ORDER BY number DESC LIMIT 1", [run]) {
                AuditHead(number: try $0.int("number"), hash: try $0.digest("hash"))
            }
        }
    }

    package func auditRow(_ hash: ContentDigest) throws(Fault) -> Int? {
        try reading { db in
            try db.row(
                "SELECT number FROM audit WHERE hash = ? UNION ALL SELECT number FROM cuts WHERE hash = ? LIMIT 1",
                [hash.hex, hash.hex]
            ) { try $0.int("number") }
        }
    }

    package func eachAuditRow(
        of run: String?, from first: Int, _ body: (AuditRow, _ before: ContentDigest) throws(Fault) -> Void
    ) throws(Fault) {
        try reading { db in
            let cut = try lastCut(db)
            let cursor = try Row.fetchCursor(
                db,
                sql: """
                    SELECT audit.*, earlier.hash AS before FROM audit
                    LEFT JOIN audit AS earlier ON earlier.number = audit.number - 1
                    WHERE audit.number >= ? AND (? IS NULL OR audit.run = ?)
                    ORDER BY audit.number
                    """, arguments: [first, run, run])
            while let found = try cursor.next() {
                let columns = Columns(found)
                let row = try AuditRow(columns)
                try body(row, try columns.optionalDigest("before") ?? start(of: row, cut))
            }
        }
    }

    /// The hash before a row that has no row before it.
    private func start(of row: AuditRow, _ cut: LedgerCut?) throws -> ContentDigest {
        if row.number == 1 { return AuditChain.genesis(institution, hash) }
        if let cut, cut.number == row.number - 1 { return cut.hash }
        throw Fault(
            .ledgerDamaged, .stop, "The audit chain of the ledger \(path) has no row \(row.number - 1).",
            context: ["path": path, "row": String(row.number - 1)])
    }
}

extension AuditRow {
    init(_ columns: Columns) throws {
        self.init(
            number: try columns.int("number"), at: try columns.moment("at"), run: try columns.text("run"),
            subject: try columns.text("subject"), event: try columns.text("event"), epoch: try columns.int("epoch"),
            owner: try columns.text("owner"), hash: try columns.digest("hash"))
    }
}
