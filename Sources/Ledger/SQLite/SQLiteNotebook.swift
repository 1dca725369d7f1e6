import Exchange
import GRDB

/// What a feed has had committed under a key.
struct Entry: Sealed {
    static let table = "entries"
    let profile: String
    let key: String
    let value: String

    init(profile: String, key: String, value: String) {
        self.profile = profile
        self.key = key
        self.value = value
    }

    init(_ columns: Columns) throws {
        profile = try columns.text("profile")
        key = try columns.text("key")
        value = try columns.text("value")
    }

    func write(_ canonical: inout Canonical) {
        for text in [profile, key, value] { canonical.add(text) }
    }
}

extension SequenceRow: Sealed {
    static let table = "reservations"

    init(_ columns: Columns) throws {
        self.init(
            profile: try columns.text("profile"), sequence: try columns.text("sequence"),
            number: try columns.int("number"), run: try columns.text("run"))
    }

    func write(_ canonical: inout Canonical) {
        for text in [profile, sequence, run] { canonical.add(text) }
        canonical.add(number)
    }
}

extension SQLiteLedger {
    package func entry(_ profile: String, _ key: String) throws(Fault) -> String? {
        try reading { db in
            let found: Entry? = try db.row(
                "SELECT * FROM entries WHERE profile = ? AND key = ?", [profile, key], unseal)
            return found?.value
        }
    }

    package func reserve(_ profile: String, sequence: String, _ claim: Claim) throws(Fault) -> Int {
        try writing { db in
            let run = try holder(db, claim)
            let mine: SequenceRow? = try db.row(
                "SELECT * FROM reservations WHERE profile = ? AND sequence = ? AND run = ?",
                [profile, sequence, claim.run], unseal)
            if let mine { return mine.number }
            let last = "SELECT * FROM reservations WHERE profile = ? AND sequence = ? ORDER BY number DESC LIMIT 1"
            let number =
                try db.row(last, [profile, sequence]) { columns in
                    let _: SequenceRow = try unseal(columns)
                    return try columns.next("number")
                } ?? 1
            let reservation = SequenceRow(profile: profile, sequence: sequence, number: number, run: claim.run)
            try db.change(
                "INSERT INTO reservations (profile, sequence, number, run, seal) VALUES (?, ?, ?, ?, ?)",
                [profile, sequence, number, claim.run, seal(reservation)])
            try record(db, run, "run", "reserved \(sequence) \(number)")
            return number
        }
    }

    package func reservations(_ profile: String) throws(Fault) -> [SequenceRow] {
        try reading { db in
            try db.rows(
                "SELECT * FROM reservations WHERE profile = ? ORDER BY sequence, number", [profile], unseal)
        }
    }

    func commit(_ db: Database, _ entry: Entry) throws {
        try db.change(
            "INSERT OR REPLACE INTO entries (profile, key, value, seal) VALUES (?, ?, ?, ?)",
            [entry.profile, entry.key, entry.value, seal(entry)])
    }
}
