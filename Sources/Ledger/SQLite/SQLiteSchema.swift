import Exchange
import GRDB
import Machine

/// The tables, version by version; `user_version` says which one a file has.
enum SQLiteSchema {
    /// "Exch", in the file's header at byte 68: what tells a ledger from any other SQLite file.
    static let applicationID = 0x4578_6368

    /// Version n is the first n scripts, in order. A script that has been released never changes.
    static let versions = [first, second, third, notices, register]

    /// Brings the tables up to the newest version, within the caller's transaction.
    static func migrate(_ db: Database, through versions: [String] = versions) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version < versions.count else { return }
        for script in versions[max(0, version)...] { try db.execute(sql: script) }
        try db.execute(sql: "PRAGMA user_version = \(versions.count)")
    }

    /// Marks a new file as the ledger of an institution.
    static func found(_ db: Database, institution: String, genesis: ContentDigest) throws {
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        try db.change(
            "INSERT INTO about (one, institution, last, head) VALUES (1, ?, 0, ?)", [institution, genesis.hex])
    }

    /// Refuses what is not a ledger, or a newer one; brings an older one up to date.
    static func admit(_ db: Database) throws {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw Fault(.ledgerDamaged, .stop, "The ledger's file is a database of something else.")
        }
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard version <= versions.count else {
            throw Fault(
                .ledgerNewer, .stop, "The ledger has version \(version); this program knows \(versions.count).",
                context: ["version": String(version), "known": String(versions.count)])
        }
        guard version > 0 else { throw Fault(.ledgerDamaged, .stop, "The ledger has no version.") }
        // Another process may be doing the same: the version is read again under the write lock.
        if version < versions.count {
            try db.inTransaction(.immediate) {
                try migrate(db)
                FaultPoint.pass("ledger.migrated")
                return .commit
            }
        }
    }

    /// What can be asked of a ledger of any size at every start: that its tables and rules are the ones we made, whose
    /// it is, and that its chain ends where it should.
    static func check(_ db: Database, institution: String) throws {
        let ours = try DatabaseQueue().write { fresh in
            try migrate(fresh)
            return try shape(fresh)
        }
        guard try shape(db) == ours else { throw Fault(.ledgerDamaged, .stop, "The ledger's tables are not ours.") }
        let named = try db.row("SELECT institution FROM about WHERE one = 1", []) { try $0.text("institution") }
        guard let named else { throw Fault(.ledgerDamaged, .stop, "The ledger does not say whose it is.") }
        guard Array(named.utf8) == Array(institution.utf8) else {
            throw Fault(
                .ledgerForeign, .stop, "The ledger belongs to the institution '\(named)', not to '\(institution)'.",
                context: ["institution": named])
        }
        let sound = """
            SELECT last, head = COALESCE((SELECT hash FROM audit WHERE number = last), head)
                AND last = (SELECT COALESCE(MAX(number), 0) FROM audit) AS sound FROM about
            """
        guard try db.row(sound, [], { try $0.int("sound") }) == 1 else {
            throw Fault(.ledgerDamaged, .stop, "The ledger's audit chain does not end where it should.")
        }
    }

    /// Every table and index as it was written, in a fixed order.
    private static func shape(_ db: Database) throws -> [String?] {
        try String?.fetchAll(db, sql: "SELECT sql FROM sqlite_schema ORDER BY type, name, tbl_name")
    }
}
