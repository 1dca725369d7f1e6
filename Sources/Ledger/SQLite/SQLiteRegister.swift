import Exchange
import GRDB

extension RegisterEntry: Sealed {
    static let table = "register"

    init(_ columns: Columns) throws {
        var money: Money?
        if let code = try columns.optionalText("currency") {
            let currency = try columns.known("currency", Currency(code))
            money = Money(try columns.known("amount", Decimal(columns.text("amount"))), currency)
        }
        self.init(
            try columns.word("kind", Kind.self), try columns.text("key"), alias: try columns.optionalText("alias"),
            try columns.word("event", Event.self), money: money, reference: try columns.text("reference"),
            party: try columns.text("party"), note: try columns.text("note"),
            day: CivilDate(daysSince1970: try columns.int("day")),
            counts: try columns.word("counts", Condition.self), run: try columns.text("run"),
            profile: try columns.text("profile"), isProposed: true)
    }

    func write(_ canonical: inout Canonical) { write(&canonical, run: run, profile: profile) }

    func write(_ canonical: inout Canonical, run: String, profile: String) {
        canonical.add(kind.rawValue)
        canonical.add(key)
        canonical.add(alias)
        canonical.add(event.rawValue)
        canonical.add(money?.currency.code)
        canonical.add(money?.amount.description)
        canonical.add(reference)
        canonical.add(party)
        canonical.add(note)
        canonical.add(counts.rawValue)
        canonical.add(run)
        canonical.add(profile)
        canonical.add(day.daysSince1970)
    }
}

/// That a run's entries of one condition count.
struct Registration: Sealed {
    static let table = "registrations"
    let run: String
    let counts: String
    let entries: Int

    init(run: String, counts: String, entries: Int) {
        self.run = run
        self.counts = counts
        self.entries = entries
    }

    init(_ columns: Columns) throws {
        run = try columns.text("run")
        counts = try columns.text("counts")
        entries = try columns.int("entries")
    }

    func write(_ canonical: inout Canonical) {
        for text in [run, counts] { canonical.add(text) }
        canonical.add(entries)
    }
}

extension SQLiteLedger {
    package func register(_ entries: [RegisterEntry], _ claim: Claim) throws(Fault) {
        if entries.isEmpty { return }
        try writing { db in
            let run = try holder(db, claim)
            let rows = try SQLiteBulk(
                db,
                """
                INSERT INTO register (kind, key, alias, event, currency, amount, reference, party, note,
                    counts, run, profile, day, seal)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            var canonical = Canonical()
            for index in entries.indices {
                canonical.clear()
                canonical.add(RegisterEntry.table)
                entries[index].write(&canonical, run: run.id, profile: run.profile)
                // As the seal has them, behind the table: twelve texts and the day.
                try rows.insert(canonical, 1...12, entries[index].day.daysSince1970, hash(canonical.bytes).hex)
            }
        }
    }

    package func unregister(_ claim: Claim) throws(Fault) {
        let isClean = try reading { db in try !hasProposals(db, claim.run) }
        if isClean { return }
        try writing { db in
            _ = try holder(db, claim)
            try withdraw(db, claim.run)
        }
    }

    package func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        try reading { db in
            try db.rows(
                """
                SELECT * FROM (
                    SELECT register.*, (\(SQLiteLedger.isCounted)) AS counted FROM register WHERE kind = ? AND key = ?
                    UNION
                    SELECT register.*, (\(SQLiteLedger.isCounted)) AS counted FROM register WHERE kind = ? AND alias = ?
                ) ORDER BY place
                """,
                [kind.rawValue, key, kind.rawValue, key], counted)
        }
    }

    package func eachRegistered(
        _ kind: RegisterEntry.Kind, _ body: (RegisterEntry) throws(Fault) -> Void
    ) throws(Fault) {
        try reading { db in
            // As `RegisterEntry.object` has it.
            let object = kind == .fee ? "COALESCE(alias, key)" : "key"
            let sql =
                "SELECT register.*, (\(SQLiteLedger.isCounted)) AS counted FROM register WHERE kind = ? ORDER BY \(object), place"
            let cursor = try Row.fetchCursor(
                db.cachedStatement(sql: sql), arguments: StatementArguments([kind.rawValue]))
            while let row = try cursor.next() { try body(try counted(Columns(row))) }
        }
    }

    package func eachRegisteredName(
        _ kind: RegisterEntry.Kind, _ body: (String) throws(Fault) -> Void
    ) throws(Fault) {
        try reading { db in
            for sql in [
                "SELECT key AS name FROM register WHERE kind = ?",
                "SELECT alias AS name FROM register WHERE kind = ? AND alias IS NOT NULL",
            ] {
                let cursor = try Row.fetchCursor(
                    db.cachedStatement(sql: sql), arguments: StatementArguments([kind.rawValue]))
                while let row = try cursor.next() { try body(try Columns(row).text("name")) }
            }
        }
    }

    /// What the run proposed on this condition counts from now on.
    func count(_ db: Database, _ run: RunRow, _ condition: RegisterEntry.Condition) throws {
        let proposed = try db.row(
            """
            SELECT COUNT(*) AS entries FROM register WHERE run = ? AND counts = ?
                AND NOT EXISTS (SELECT 1 FROM registrations WHERE run = ? AND counts = ?)
            """,
            [run.id, condition.rawValue, run.id, condition.rawValue]
        ) { try $0.int("entries") }
        guard let entries = proposed, entries > 0 else { return }
        let row = Registration(run: run.id, counts: condition.rawValue, entries: entries)
        try db.change(
            "INSERT INTO registrations (run, counts, entries, seal) VALUES (?, ?, ?, ?)",
            [row.run, row.counts, row.entries, seal(row)])
        try record(db, run, "run", "registered \(entries)")
    }

    /// What was sent counts when the run's last delivery stands.
    func countDelivered(_ db: Database, _ run: RunRow) throws {
        guard try hasProposals(db, run.id) else { return }
        let open = try db.row(
            """
            SELECT COUNT(*) AS open FROM deliveries
            WHERE run = ? AND state NOT IN ('delivered', 'confirmed', 'cancelled')
            """, [run.id]
        ) { try $0.int("open") }
        if open == 0 { try count(db, run, .delivered) }
    }

    /// A run has ended: what was heard counts, unless it ended in disorder; what was not sent is gone, unless it is held.
    func settleRegister(_ db: Database, _ run: RunRow, _ end: End) throws {
        guard end != .held, try hasProposals(db, run.id) else { return }
        switch end {
        case .done, .doneWithRejects, .nothingToDo, .rejected: try count(db, run, .ended)
        default: break
        }
        try withdraw(db, run.id)
    }

    func withdraw(_ db: Database, _ run: String) throws {
        try db.change("DELETE FROM register WHERE run = ? AND NOT (\(SQLiteLedger.isCounted))", [run])
    }

    func hasProposals(_ db: Database, _ run: String) throws -> Bool {
        try db.row(
            "SELECT 1 AS one FROM register WHERE run = ? AND NOT (\(SQLiteLedger.isCounted)) LIMIT 1", [run],
            { try $0.int("one") }) != nil
    }

    /// The newest run that has sent, or is about to, something that this one proposes to send. Whoever held a load of
    /// invoices has no claim on others: a later load stands in its way only where they share one.
    func rival(_ db: Database, _ run: String) throws -> String? {
        try db.row(
            """
            SELECT other.run AS rival FROM register AS this JOIN register AS other
                ON other.kind = this.kind AND other.key = this.key AND other.run <> this.run
            LEFT JOIN runs ON runs.id = other.run
            WHERE this.run = ? AND this.event = 'sent' AND other.event = 'sent' AND other.place > this.place
                AND ((runs.id IS NOT NULL AND runs.outcome IS NULL) OR EXISTS (SELECT 1 FROM registrations
                    WHERE registrations.run = other.run AND registrations.counts = other.counts))
            ORDER BY other.place DESC LIMIT 1
            """, [run]
        ) { try $0.text("rival") }
    }

    private func counted(_ columns: Columns) throws -> RegisterEntry {
        var entry: RegisterEntry = try unseal(columns)
        entry.isProposed = try columns.int("counted") == 0
        return entry
    }

    private static let isCounted =
        "EXISTS (SELECT 1 FROM registrations WHERE registrations.run = register.run AND registrations.counts = register.counts)"
}
