import Exchange
import GRDB

extension SQLiteLedger {
    package func begin(_ plan: RunOpening, owner: String) throws(Fault) -> RunRow {
        try writing { db in
            if let open = try open(db, plan.profile) { throw isOpen(open) }
            // Two digits, so that an id stays unique where the run's clock was set a century apart.
            let year = (plan.now.date.year % 100 + 100) % 100
            let number = try nextNumber(db, year)
            let sequence = try nextSequence(db, plan.profile)
            let run = RunRow(
                id: runID(year, number), profile: plan.profile, now: plan.now, zone: plan.zone,
                sequence: sequence, configuration: plan.configuration, origin: plan.origin, step: .pickup, epoch: 1,
                owner: owner, end: nil, summary: "", tally: Tally(), ended: nil)
            try insert(db, run, year: year, number: number)
            if let slot = plan.slot { try take(db, slot, for: run) }
            try record(db, run, "run", "begun")
            return run
        }
    }

    package func openRun(of profile: String) throws(Fault) -> RunRow? {
        try reading { db in try open(db, profile) }
    }

    package func claim(run id: String, owner: String) throws(Fault) -> RunRow {
        try writing { db in
            var run = try known(db, id)
            guard run.end == nil else { throw ended(run) }
            let before = run.claim
            run.epoch += 1
            run.owner = owner
            try update(db, run, before)
            try record(db, run, "run", "claimed")
            return run
        }
    }

    package func advance(_ claim: Claim, to step: Step) throws(Fault) {
        try writing { db in
            var run = try known(db, claim.run)
            run.step = step
            try update(db, run, claim)
            try record(db, run, "run", "step \(step.rawValue)")
        }
    }

    package func end(
        _ claim: Claim, as end: End, summary: String, tally: Tally, notices: [NoticeRow]
    ) throws(Fault) {
        try writing(durably: true) { db in
            try close(db, claim, as: end, summary: summary, tally: tally)
            try insert(db, notices, claim)
        }
    }

    package func run(_ id: String) throws(Fault) -> RunRow? {
        try reading { db in try find(db, id) }
    }

    package func runs(of profile: String?, limit: Int) throws(Fault) -> [RunRow] {
        // SQLite takes a negative limit for none.
        let limit = max(0, limit)
        return try reading { db in
            guard let profile else {
                return try db.rows("SELECT * FROM runs ORDER BY place DESC LIMIT ?", [limit], unseal)
            }
            return try db.rows(
                "SELECT * FROM runs WHERE profile = ? ORDER BY place DESC LIMIT ?", [profile, limit], unseal)
        }
    }
}

extension SQLiteLedger {
    /// Ends the run, if `claim` still holds.
    func close(_ db: Database, _ claim: Claim, as end: End, summary: String, tally: Tally) throws {
        var run = try known(db, claim.run)
        run.end = end
        run.summary = summary
        run.tally = tally
        run.ended = now()
        try update(db, run, claim)
        try settleRegister(db, run, end)
        try record(db, run, "run", "ended \(end.title)")
    }

    func isOpen(_ open: RunRow) -> Fault {
        Fault(
            .ledgerOpen, .stop, "The profile '\(open.profile)' has an open run, \(open.id).",
            context: ["run": open.id, "owner": open.owner])
    }

    /// Writes a run that is open again; the caller has found it ended, in this transaction.
    func reopen(_ db: Database, _ run: RunRow) throws {
        try db.change(
            """
            UPDATE runs SET step = ?, epoch = ?, owner = ?, outcome = NULL, ended = NULL, ended_ns = NULL, seal = ?
            WHERE id = ?
            """,
            [run.step.rawValue, run.epoch, run.owner, seal(run), run.id])
    }

    func find(_ db: Database, _ id: String) throws -> RunRow? {
        try db.row("SELECT * FROM runs WHERE id = ?", [id], unseal)
    }

    func known(_ db: Database, _ id: String) throws -> RunRow {
        guard let run = try find(db, id) else {
            throw Fault(.ledgerState, .stop, "The ledger has no run '\(id)'.", context: ["run": id])
        }
        return run
    }

    func open(_ db: Database, _ profile: String) throws -> RunRow? {
        try db.row("SELECT * FROM runs WHERE profile = ? AND outcome IS NULL", [profile], unseal)
    }

    private func insert(_ db: Database, _ run: RunRow, year: Int, number: Int) throws {
        try db.change(
            """
            INSERT INTO runs (id, profile, year, number, now, now_ns, utc_offset, abbreviation, zone, sequence,
                configuration, origin, step, epoch, owner, summary,
                records_read, added, accepted, rejected, filtered, merged, seal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?)
            """,
            [
                run.id, run.profile, year, number, run.now.moment.seconds, run.now.moment.nanoseconds, run.now.offset,
                run.now.abbreviation, run.zone, run.sequence, run.configuration.hex, run.origin, run.step.rawValue,
                run.epoch, run.owner, run.summary, seal(run),
            ])
    }

    /// Writes what changes in a run, if `claim` still holds.
    private func update(_ db: Database, _ run: RunRow, _ claim: Claim) throws {
        let counts = run.tally.counts as Values
        let changed = try db.change(
            """
            UPDATE runs SET step = ?, epoch = ?, owner = ?, outcome = ?, summary = ?, ended = ?, ended_ns = ?, seal = ?,
                records_read = ?, added = ?, accepted = ?, rejected = ?, filtered = ?, merged = ?
            WHERE id = ? AND epoch = ? AND outcome IS NULL
            """,
            [
                run.step.rawValue, run.epoch, run.owner, run.end?.title, run.summary, run.ended?.seconds,
                run.ended?.nanoseconds, seal(run),
            ] + counts + [claim.run, claim.epoch])
        guard changed == 1 else { throw try superseded(db, claim) }
    }

    private func runID(_ year: Int, _ number: Int) -> String { "\(padded(year, 2))-\(padded(number, 4))" }

    /// Counters are read from the newest row that counts, under its seal: a damaged one gives no number.
    private func nextNumber(_ db: Database, _ year: Int) throws -> Int {
        try db.row("SELECT * FROM runs WHERE year = ? ORDER BY number DESC LIMIT 1", [year]) { columns in
            let last: RunRow = try unseal(columns)
            guard last.id == runID(year, try columns.int("number")) else { throw columns.damage("number") }
            return try columns.next("number")
        } ?? 1
    }

    private func nextSequence(_ db: Database, _ profile: String) throws -> Int {
        try db.row("SELECT * FROM runs WHERE profile = ? ORDER BY sequence DESC LIMIT 1", [profile]) { columns in
            let _: RunRow = try unseal(columns)
            return try columns.next("sequence")
        } ?? 1
    }
}
