import Exchange
import GRDB

extension LedgerCut: Sealed {
    static let table = "cuts"

    init(_ columns: Columns) throws {
        self.init(
            number: try columns.int("number"), hash: try columns.digest("hash"), at: try columns.moment("at"),
            runs: try columns.int("runs"))
    }

    func write(_ canonical: inout Canonical) {
        canonical.add(hash.hex)
        for value in [number, at.seconds, at.nanoseconds, runs] { canonical.add(value) }
    }
}

/// The newest file of a profile that was taken by a run which is gone.
struct Forgotten: Sealed {
    static let table = "forgotten"
    let profile: String
    let modified: Moment

    init(profile: String, modified: Moment) {
        self.profile = profile
        self.modified = modified
    }

    init(_ columns: Columns) throws {
        profile = try columns.text("profile")
        modified = try columns.moment("modified")
    }

    func write(_ canonical: inout Canonical) {
        canonical.add(profile)
        for number in [modified.seconds, modified.nanoseconds] { canonical.add(number) }
    }
}

extension SQLiteLedger {
    package func prune(before moment: Moment, dryRun: Bool) throws(Fault) -> [String] {
        if dryRun { return try reading { db in try prunable(db, moment).map(\.id) } }
        // Mostly there is nothing to do, and then nobody is kept from writing.
        let isIdle = try reading { db in try prunable(db, moment).isEmpty }
        if isIdle { return [] }
        return try writing { db in
            let runs = try prunable(db, moment)
            if runs.isEmpty { return [] }
            for run in runs { try forget(db, run) }
            try cut(db, to: cutting(db, moment), runs: runs.count)
            for run in runs { try remove(db, run) }
            return runs.map(\.id)
        }
    }

    package func forgotten(_ profile: String) throws(Fault) -> Moment? {
        try reading { db in try forgotten(db, profile)?.modified }
    }

    func lastCut(_ db: Database) throws -> LedgerCut? {
        try db.row("SELECT * FROM cuts ORDER BY number DESC LIMIT 1", [], unseal)
    }

    /// The last audit row that may go: before the first of a run that is open or ended later, and never the newest.
    private func cutting(_ db: Database, _ moment: Moment) throws -> Int {
        let first = try db.row(
            """
            SELECT MIN(audit.number) AS first FROM audit JOIN runs ON runs.id = audit.run
            WHERE outcome IS NULL OR ended > ? OR (ended = ? AND ended_ns > ?)
            """,
            [moment.seconds, moment.seconds, moment.nanoseconds]
        ) { try $0.optionalInt("first") }
        let last = try chainEnd(db).number
        return min(first.flatMap(\.self) ?? last, last) - 1
    }

    private func prunable(_ db: Database, _ moment: Moment) throws -> [RunRow] {
        let cut = try cutting(db, moment)
        return try db.rows(
            """
            SELECT * FROM runs
            WHERE (ended < ? OR (ended = ? AND ended_ns <= ?))
                AND NOT EXISTS (SELECT 1 FROM audit WHERE audit.run = runs.id AND audit.number > ?)
                AND place NOT IN (SELECT MAX(place) FROM runs GROUP BY profile)
                AND place NOT IN (SELECT MAX(done.place) FROM runs AS done JOIN deliveries ON deliveries.run = done.id
                    WHERE deliveries.state IN ('delivered', 'confirmed') GROUP BY done.profile)
                AND number <> (SELECT MAX(other.number) FROM runs AS other WHERE other.year = runs.year)
                AND id NOT IN (SELECT newest.run FROM reservations AS newest WHERE newest.number =
                    (SELECT MAX(every.number) FROM reservations AS every
                        WHERE every.profile = newest.profile AND every.sequence = newest.sequence))
                AND id NOT IN (SELECT latest.run FROM (SELECT holds.run AS run, MAX(released) FROM holds
                    JOIN runs AS freed ON freed.id = holds.run WHERE released IS NOT NULL GROUP BY freed.profile)
                    AS latest)
            ORDER BY place
            """,
            [moment.seconds, moment.seconds, moment.nanoseconds, cut], unseal)
    }

    /// A file that such a run took must not look new when its row is gone.
    private func forget(_ db: Database, _ run: RunRow) throws {
        let taken = try db.rows("SELECT * FROM arrivals WHERE run = ? AND converted = 1", [run.id]) { columns in
            let stored: StoredArrival = try unseal(columns)
            return stored.row.modified
        }
        guard let newest = (taken + [try forgotten(db, run.profile)?.modified].compactMap(\.self)).max() else { return }
        let row = Forgotten(profile: run.profile, modified: newest)
        try db.change(
            "INSERT OR REPLACE INTO forgotten (profile, modified, modified_ns, seal) VALUES (?, ?, ?, ?)",
            [row.profile, newest.seconds, newest.nanoseconds, seal(row)])
    }

    private func forgotten(_ db: Database, _ profile: String) throws -> Forgotten? {
        try db.row("SELECT * FROM forgotten WHERE profile = ?", [profile], unseal)
    }

    /// Cuts the chain behind row `number`, whose hash stays.
    private func cut(_ db: Database, to number: Int, runs: Int) throws {
        let hash = try db.row("SELECT hash FROM audit WHERE number = ?", [number]) { try $0.digest("hash") }
        // Cut there before: only rows that were kept for another reason go now.
        guard let hash else { return }
        let cut = LedgerCut(number: number, hash: hash, at: now(), runs: runs)
        try db.change(
            "INSERT INTO cuts (number, hash, at, at_ns, runs, seal) VALUES (?, ?, ?, ?, ?, ?)",
            [cut.number, hash.hex, cut.at.seconds, cut.at.nanoseconds, cut.runs, seal(cut)])
        try db.change("DELETE FROM audit WHERE number <= ?", [number])
    }

    private func remove(_ db: Database, _ run: RunRow) throws {
        for table in ["arrivals", "deliveries", "reservations", "holds", "slots", "notices"] {
            try db.change("DELETE FROM \(table) WHERE run = ?", [run.id])
        }
        // What it held and nobody released was never sent.
        try withdraw(db, run.id)
        try db.change("DELETE FROM runs WHERE id = ?", [run.id])
    }
}
