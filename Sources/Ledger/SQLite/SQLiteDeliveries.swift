import Exchange
import GRDB

extension SQLiteLedger {
    package func plan(_ deliveries: [DeliveryRow], _ claim: Claim) throws(Fault) {
        try writing { db in
            let run = try holder(db, claim)
            for delivery in deliveries {
                guard delivery.run == claim.run, delivery.profile == run.profile, delivery.state == .planned else {
                    throw refused(delivery, claim, "it is of another run or profile, or is not 'planned'")
                }
                if let there = try self.delivery(db, delivery.id) {
                    guard there.row.isSame(as: delivery) else {
                        throw refused(delivery, claim, "it is planned already, by run \(there.row.run)")
                    }
                    continue
                }
                try insert(db, StoredDelivery(delivery))
                try record(db, run, "delivery \(delivery.ordinal)", "planned")
            }
        }
    }

    package func move(_ deliveries: [DeliveryMove], entries: [String: String], _ claim: Claim) throws(Fault) {
        // An intent: the receiver is changed next.
        try writing(durably: deliveries.contains { $0.to == .publishing }) { db in
            let run = try holder(db, claim)
            for move in deliveries { try self.move(db, move, run, claim) }
            for (key, value) in entries { try commit(db, Entry(profile: run.profile, key: key, value: value)) }
            if deliveries.contains(where: \.to.isSettled) { try countDelivered(db, run) }
        }
    }

    package func deliveries(of run: String) throws(Fault) -> [DeliveryRow] {
        try reading { db in
            try db.rows("SELECT * FROM deliveries WHERE run = ? ORDER BY ordinal", [run]) { columns in
                let stored: StoredDelivery = try unseal(columns)
                return stored.row
            }
        }
    }

    package func unsettled(of run: String, after ordinal: Int, limit: Int) throws(Fault) -> [DeliveryRow] {
        try reading { db in
            try db.rows(
                """
                SELECT * FROM deliveries
                WHERE run = ? AND ordinal > ? AND state NOT IN ('delivered', 'confirmed', 'cancelled')
                ORDER BY ordinal LIMIT ?
                """, [run, ordinal, limit]
            ) { columns in
                let stored: StoredDelivery = try unseal(columns)
                return stored.row
            }
        }
    }

    package func delivery(_ id: String) throws(Fault) -> DeliveryRow? {
        try reading { db in try delivery(db, id)?.row }
    }

    package func deliveries(with digest: ContentDigest, limit: Int) throws(Fault) -> [DeliveryRow] {
        try reading { db in
            try db.rows(
                """
                SELECT deliveries.* FROM deliveries JOIN runs ON runs.id = deliveries.run
                WHERE digest = ? ORDER BY runs.place DESC, ordinal LIMIT ?
                """, [digest.hex, max(0, limit)]
            ) { columns in
                let stored: StoredDelivery = try unseal(columns)
                return stored.row
            }
        }
    }

    package func deliveries(named word: String, limit: Int) throws(Fault) -> [DeliveryRow] {
        try reading { db in
            try db.rows(
                """
                SELECT deliveries.* FROM deliveries JOIN runs ON runs.id = deliveries.run
                WHERE target = ? OR substr(target, -length(?) - 1) = '/' || ?
                    OR (length(?) >= 8 AND substr(deliveries.id, 1, length(?)) = ?)
                ORDER BY runs.place DESC, deliveries.ordinal LIMIT ?
                """, [word, word, word, word, word, word, max(0, limit)]
            ) { columns in
                let stored: StoredDelivery = try unseal(columns)
                return stored.row
            }
        }
    }

    private func move(_ db: Database, _ move: DeliveryMove, _ run: RunRow, _ claim: Claim) throws {
        let there = try delivery(db, move.id)
        let subject = "delivery \(there.map { String($0.row.ordinal) } ?? move.id)"
        func refuse() throws -> any Error {
            // A delivery of another run is none of this one's.
            let found = there?.row.run == claim.run ? there?.row.state.rawValue : nil
            return try refusal(db, claim, subject, from: move.from.rawValue, to: move.to.rawValue, found: found)
        }
        guard var stored = there, move.from.mayBecome.contains(move.to), stored.allows(move.temporary, move.to),
            move.decision != nil || !move.from.needsDecision(to: move.to)
        else { throw try refuse() }
        stored.enter(move.to, move.temporary, move.note)
        guard try update(db, stored, move.from, claim) == 1 else { throw try refuse() }
        try record(db, run, subject, "\(move.from.rawValue) -> \(move.to.rawValue)")
        if let decision = move.decision { try record(db, run, subject, decision) }
    }

    private func delivery(_ db: Database, _ id: String) throws -> StoredDelivery? {
        try db.row("SELECT * FROM deliveries WHERE id = ?", [id], unseal)
    }

    private func insert(_ db: Database, _ stored: StoredDelivery) throws {
        let row = stored.row
        try db.change(
            """
            INSERT INTO deliveries (id, run, profile, ordinal, target, digest, size, staged, state, temporary, pinned,
                note, seal)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                row.id, row.run, row.profile, row.ordinal, row.target, row.digest.hex, row.size, row.staged,
                row.state.rawValue, row.temporary, stored.pinned, row.note, seal(stored),
            ])
    }

    private func update(_ db: Database, _ stored: StoredDelivery, _ from: DeliveryState, _ claim: Claim) throws -> Int {
        let row = stored.row
        return try db.change(
            """
            UPDATE deliveries SET state = ?, temporary = ?, pinned = ?, note = ?, seal = ?
            WHERE id = ? AND run = ? AND state = ?
                AND EXISTS (SELECT 1 FROM runs WHERE id = ? AND epoch = ? AND outcome IS NULL)
            """,
            [
                row.state.rawValue, row.temporary, stored.pinned, row.note, seal(stored), row.id, claim.run,
                from.rawValue, claim.run, claim.epoch,
            ])
    }

    private func refused(_ delivery: DeliveryRow, _ claim: Claim, _ why: String) -> Fault {
        Fault(
            .ledgerState, .stop, "The delivery \(delivery.ordinal) of the run \(claim.run) cannot be planned: \(why).",
            context: ["run": claim.run, "delivery": delivery.id])
    }
}
