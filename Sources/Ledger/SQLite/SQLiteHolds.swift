import Exchange
import GRDB

extension HoldRow: Sealed {
    static let table = "holds"

    init(_ columns: Columns) throws {
        var release: HoldRelease?
        if let number = try columns.optionalInt("released") {
            release = HoldRelease(
                person: try columns.text("person"), reason: try columns.text("reason"), number: number)
        }
        self.init(
            run: try columns.text("run"), key: try columns.text("key"), manifest: try columns.digest("manifest"),
            release: release)
    }

    func write(_ canonical: inout Canonical) {
        for text in [run, key, manifest.hex, release?.person, release?.reason] { canonical.add(text) }
        canonical.add(release?.number)
    }
}

extension SQLiteLedger {
    package func hold(
        _ claim: Claim, key: String, manifest: ContentDigest, summary: String, tally: Tally, notices: [NoticeRow]
    ) throws(Fault) {
        try writing(durably: true) { db in
            let hold = HoldRow(run: claim.run, key: key, manifest: manifest)
            // The claim is asked by `close`, before anything is written.
            try close(db, claim, as: .held, summary: summary, tally: tally)
            try db.change(
                "INSERT INTO holds (run, key, manifest, seal) VALUES (?, ?, ?, ?)",
                [hold.run, hold.key, hold.manifest.hex, seal(hold)])
            try insert(db, notices, claim)
        }
    }

    package func hold(of run: String) throws(Fault) -> HoldRow? {
        try reading { db in try hold(db, run) }
    }

    package func held(_ profile: String, key: String) throws(Fault) -> String? {
        try reading { db in
            let found: HoldRow? = try db.row(
                """
                SELECT holds.* FROM holds JOIN runs ON runs.id = holds.run
                WHERE runs.profile = ? AND key = ? AND outcome = ? AND released IS NULL
                ORDER BY runs.place DESC LIMIT 1
                """,
                [profile, key, End.held.title], unseal)
            return found?.run
        }
    }

    package func successor(of run: String) throws(Fault) -> String? {
        try reading { db in try successor(db, run) }
    }

    package func reopen(
        run id: String, owner: String, person: String, reason: String
    ) throws(Fault) -> RunRow {
        try writing { db in
            var run = try known(db, id)
            guard run.end == .held, var hold = try hold(db, id), hold.release == nil else { throw notHeld(run) }
            if let open = try open(db, run.profile) { throw isOpen(open) }
            if let newer = try successor(db, id) { throw superseded(run, by: newer) }
            run.end = nil
            run.ended = nil
            run.step = .verify
            run.epoch += 1
            run.owner = owner
            try reopen(db, run)
            let number = try record(db, run, "run", "reopened by \(person): \(reason)")
            hold.release = HoldRelease(person: person, reason: reason, number: number)
            try db.change(
                "UPDATE holds SET person = ?, reason = ?, released = ?, seal = ? WHERE run = ?",
                [person, reason, number, seal(hold), id])
            return run
        }
    }

    private func hold(_ db: Database, _ run: String) throws -> HoldRow? {
        try db.row("SELECT * FROM holds WHERE run = ?", [run], unseal)
    }

    /// A run that began later, or that was itself released later, and has delivered.
    private func successor(_ db: Database, _ id: String) throws -> String? {
        if try hasProposals(db, id) { return try rival(db, id) }
        let found: RunRow? = try db.row(
            """
            SELECT other.* FROM runs AS this JOIN runs AS other
                ON other.profile = this.profile AND other.id <> this.id
            LEFT JOIN holds ON holds.run = other.id
            WHERE this.id = ?
                AND (other.place > this.place
                    OR holds.released > (SELECT COALESCE(MAX(number), 0) FROM audit WHERE run = this.id))
                AND EXISTS (SELECT 1 FROM deliveries
                    WHERE deliveries.run = other.id AND deliveries.state IN ('delivered', 'confirmed'))
            ORDER BY COALESCE(holds.released, 0) DESC, other.place DESC LIMIT 1
            """,
            [id], unseal)
        return found?.id
    }

    private func notHeld(_ run: RunRow) -> Fault {
        Fault(
            .ledgerHeld, .stop, "The run \(run.id) holds nothing to release: \(run.end?.title ?? "it is open").",
            context: ["run": run.id])
    }

    private func superseded(_ run: RunRow, by newer: String) -> Fault {
        Fault(
            .ledgerNewerLoad, .stop, "The run \(newer) has delivered since the run \(run.id) was held.",
            context: ["run": run.id, "newer": newer])
    }
}
