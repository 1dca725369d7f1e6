import Exchange
import GRDB

/// An arrival, and whether a conversion has ever taken it: `released` does not say so.
struct StoredArrival: Sealed {
    static let table = "arrivals"
    var row: ArrivalRow
    var converted = false

    init(_ row: ArrivalRow) { self.row = row }

    init(_ columns: Columns) throws {
        row = ArrivalRow(
            run: try columns.text("run"), ordinal: try columns.int("ordinal"), path: try columns.text("path"),
            size: try columns.int("size"), modified: try columns.moment("modified"),
            digest: try columns.optionalDigest("digest"), state: try columns.word("state", ArrivalState.self),
            staged: try columns.optionalText("staged"))
        converted = try columns.int("converted") == 1
    }

    func write(_ canonical: inout Canonical) {
        for number in [row.ordinal, row.size, row.modified.seconds, row.modified.nanoseconds, converted ? 1 : 0] {
            canonical.add(number)
        }
        for text in [row.run, row.path, row.digest?.hex, row.state.rawValue, row.staged] { canonical.add(text) }
    }
}

extension SQLiteLedger {
    package func add(_ arrivals: [ArrivalRow], _ claim: Claim) throws(Fault) {
        try writing { db in
            let run = try holder(db, claim)
            for arrival in arrivals {
                guard arrival.run == claim.run, arrival.state == .seen,
                    try self.arrival(db, claim.run, arrival.ordinal) == nil
                else { throw refused(arrival, claim) }
                try insert(db, StoredArrival(arrival))
                try record(db, run, "arrival \(arrival.ordinal)", "seen")
            }
        }
    }

    package func move(_ arrivals: [ArrivalMove], _ claim: Claim) throws(Fault) {
        try writing { db in
            let run = try holder(db, claim)
            for move in arrivals { try self.move(db, move, run, claim) }
        }
    }

    private func move(_ db: Database, _ move: ArrivalMove, _ run: RunRow, _ claim: Claim) throws {
        let subject = "arrival \(move.ordinal)"
        let stored = try arrival(db, claim.run, move.ordinal)
        func refuse() throws -> any Error {
            try refusal(
                db, claim, subject, from: move.from.rawValue, to: move.to.rawValue, found: stored?.row.state.rawValue)
        }
        guard var stored, move.from.mayBecome.contains(move.to), stays(stored.row.digest, move.digest),
            stays(stored.row.staged, move.staged)
        else { throw try refuse() }
        stored.row.state = move.to
        stored.row.digest = stored.row.digest ?? move.digest
        stored.row.staged = stored.row.staged ?? move.staged
        stored.converted = stored.converted || move.to == .taken
        guard try update(db, stored, move.from, claim) == 1 else { throw try refuse() }
        try record(db, run, subject, "\(move.from.rawValue) -> \(move.to.rawValue)")
    }

    package func arrivals(of run: String) throws(Fault) -> [ArrivalRow] {
        try reading { db in
            try db.rows("SELECT * FROM arrivals WHERE run = ? ORDER BY ordinal", [run]) { columns in
                let stored: StoredArrival = try unseal(columns)
                return stored.row
            }
        }
    }

    package func arrivals(with digest: ContentDigest, limit: Int) throws(Fault) -> [ArrivalRow] {
        try reading { db in
            try db.rows(
                """
                SELECT arrivals.* FROM arrivals JOIN runs ON runs.id = arrivals.run
                WHERE digest = ? ORDER BY runs.place DESC, ordinal LIMIT ?
                """, [digest.hex, max(0, limit)]
            ) { columns in
                let stored: StoredArrival = try unseal(columns)
                return stored.row
            }
        }
    }

    private func arrival(_ db: Database, _ run: String, _ ordinal: Int) throws -> StoredArrival? {
        try db.row("SELECT * FROM arrivals WHERE run = ? AND ordinal = ?", [run, ordinal], unseal)
    }

    /// What was given once is not given differently.
    private func stays<Value: Equatable>(_ old: Value?, _ new: Value?) -> Bool {
        old == nil || new == nil || old == new
    }

    private func insert(_ db: Database, _ stored: StoredArrival) throws {
        let row = stored.row
        try db.change(
            """
            INSERT INTO arrivals (run, ordinal, path, size, modified, modified_ns, digest, state, staged, converted,
                seal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.run, row.ordinal, row.path, row.size, row.modified.seconds, row.modified.nanoseconds,
                row.digest?.hex, row.state.rawValue, row.staged, stored.converted, seal(stored),
            ])
    }

    private func update(_ db: Database, _ stored: StoredArrival, _ from: ArrivalState, _ claim: Claim) throws -> Int {
        let row = stored.row
        return try db.change(
            """
            UPDATE arrivals SET state = ?, digest = ?, staged = ?, converted = ?, seal = ?
            WHERE run = ? AND ordinal = ? AND state = ?
                AND EXISTS (SELECT 1 FROM runs WHERE id = ? AND epoch = ? AND outcome IS NULL)
            """,
            [
                row.state.rawValue, row.digest?.hex, row.staged, stored.converted, seal(stored), row.run, row.ordinal,
                from.rawValue, claim.run, claim.epoch,
            ])
    }

    private func refused(_ arrival: ArrivalRow, _ claim: Claim) -> Fault {
        Fault(
            .ledgerState, .stop,
            "The arrival \(arrival.ordinal) cannot be added to the run \(claim.run): it is of another run, is not "
                + "'seen', or is there already.",
            context: ["run": claim.run, "arrival": String(arrival.ordinal), "of": arrival.run])
    }
}
