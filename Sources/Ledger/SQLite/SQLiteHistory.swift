import Exchange
import GRDB

/// What earlier looks and earlier runs say about a file.
extension SQLiteLedger {
    package func look(_ profile: String, _ looks: [Look]) throws(Fault) -> [String: Look] {
        try writing { db in
            let earlier = try db.rows("SELECT * FROM looks WHERE profile = ?", [profile]) { columns in
                Look(
                    path: try columns.text("path"), size: try columns.int("size"),
                    modified: try columns.moment("modified"), at: try columns.moment("at"))
            }
            let equal = equalLooks(looks, earlier)
            try db.change("DELETE FROM looks WHERE profile = ?", [profile])
            for (look, old) in zip(looks, equal) { try insert(db, profile, old ?? look) }
            return answer(looks, equal)
        }
    }

    package func taken(_ profile: String, _ files: [Look]) throws(Fault) -> [String?] {
        try reading { db in
            var runs: [String?] = Array(repeating: nil, count: files.count)
            for start in stride(from: 0, to: files.count, by: SQLiteLedger.askedAtOnce) {
                let batch = files[start..<min(start + SQLiteLedger.askedAtOnce, files.count)]
                for (asked, run) in try taken(db, profile, batch) { runs[start + asked] = run }
            }
            return runs
        }
    }

    private static let askedAtOnce = 200

    /// One statement for all, always of the same length so that it is prepared once. Older runs come first.
    private static let takenStatement = """
        WITH wanted (asked, path, size, modified, modified_ns)
            AS (VALUES \(Array(repeating: "(?, ?, ?, ?, ?)", count: askedAtOnce).joined(separator: ", ")))
        SELECT wanted.asked AS asked, arrivals.* FROM wanted CROSS JOIN arrivals
            ON arrivals.path = wanted.path AND arrivals.size = wanted.size AND arrivals.modified = wanted.modified
                AND arrivals.modified_ns = wanted.modified_ns AND arrivals.converted = 1
        JOIN runs ON runs.id = arrivals.run
        WHERE runs.profile = ? ORDER BY runs.place
        """

    private func taken(
        _ db: Database, _ profile: String, _ files: ArraySlice<Look>
    ) throws -> [(asked: Int, run: String)] {
        var values: Values = []
        for (asked, file) in files.enumerated() {
            values += [asked, file.path, file.size, file.modified.seconds, file.modified.nanoseconds] as Values
        }
        values += Array(repeating: nil, count: 5 * (SQLiteLedger.askedAtOnce - files.count))
        return try db.rows(SQLiteLedger.takenStatement, values + [profile]) { columns in
            let stored: StoredArrival = try unseal(columns)
            return (try columns.int("asked"), stored.row.run)
        }
    }

    package func lastTaken(_ profile: String, _ paths: [String]) throws(Fault) -> [ArrivalRow?] {
        try reading { db in
            try paths.map { path in
                let found: StoredArrival? = try db.row(
                    """
                    SELECT arrivals.* FROM arrivals JOIN runs ON runs.id = arrivals.run
                    WHERE arrivals.path = ? AND converted = 1 AND runs.profile = ?
                    ORDER BY runs.place DESC, arrivals.ordinal DESC LIMIT 1
                    """,
                    [path, profile], unseal)
                return found?.row
            }
        }
    }

    package func delivered(
        _ profile: String, digest: ContentDigest, besides run: String
    ) throws(Fault) -> String? {
        try reading { db in
            let found: StoredArrival? = try db.row(
                """
                SELECT arrivals.* FROM arrivals JOIN runs ON runs.id = arrivals.run
                WHERE runs.profile = ? AND digest = ? AND runs.id <> ? AND converted = 1
                    AND EXISTS (SELECT 1 FROM deliveries
                        WHERE deliveries.run = runs.id AND deliveries.state IN ('delivered', 'confirmed'))
                ORDER BY runs.place DESC LIMIT 1
                """,
                [profile, digest.hex, run], unseal)
            return found?.row.run
        }
    }

    private func insert(_ db: Database, _ profile: String, _ look: Look) throws {
        // A listing may name a path twice; the later line counts.
        try db.change(
            """
            INSERT OR REPLACE INTO looks (profile, path, size, modified, modified_ns, at, at_ns)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [
                profile, look.path, look.size, look.modified.seconds, look.modified.nanoseconds, look.at.seconds,
                look.at.nanoseconds,
            ])
    }

    /// For each look, the earlier one if it is equal.
    private func equalLooks(_ looks: [Look], _ earlier: [Look]) -> [Look?] {
        let before = Dictionary(earlier.map { (Array($0.path.utf8), $0) }, uniquingKeysWith: { _, later in later })
        return looks.map { look in
            guard let old = before[Array(look.path.utf8)], old.size == look.size, old.modified == look.modified,
                old.at <= look.at
            else { return nil }
            return old
        }
    }

    /// Swift takes two spellings of one text (composed and decomposed letters) for the same key, a file system does
    /// not: such a path is answered only where each of its spellings has settled, with the newest earlier look.
    private func answer(_ looks: [Look], _ equal: [Look?]) -> [String: Look] {
        var answer: [String: Look] = [:]
        for case let old? in equal {
            if let other = answer[old.path], other.at > old.at { continue }
            answer[old.path] = old
        }
        for (look, old) in zip(looks, equal) where old == nil { answer[look.path] = nil }
        return answer
    }
}
