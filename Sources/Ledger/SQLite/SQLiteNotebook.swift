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

/// A number of a sequence, and the run it belongs to for good.
struct Reservation: Sealed {
    static let table = "reservations"
    let profile: String
    let sequence: String
    let number: Int
    let run: String

    init(profile: String, sequence: String, number: Int, run: String) {
        self.profile = profile
        self.sequence = sequence
        self.number = number
        self.run = run
    }

    init(_ columns: Columns) throws {
        profile = try columns.text("profile")
        sequence = try columns.text("sequence")
        number = try columns.int("number")
        run = try columns.text("run")
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
            let mine: Reservation? = try db.row(
                "SELECT * FROM reservations WHERE profile = ? AND sequence = ? AND run = ?",
                [profile, sequence, claim.run], unseal)
            if let mine { return mine.number }
            let last = "SELECT * FROM reservations WHERE profile = ? AND sequence = ? ORDER BY number DESC LIMIT 1"
            let number =
                try db.row(last, [profile, sequence]) { columns in
                    let _: Reservation = try unseal(columns)
                    return try columns.next("number")
                } ?? 1
            let reservation = Reservation(profile: profile, sequence: sequence, number: number, run: claim.run)
            try db.change(
                "INSERT INTO reservations (profile, sequence, number, run, seal) VALUES (?, ?, ?, ?, ?)",
                [profile, sequence, number, claim.run, seal(reservation)])
            try record(db, run, "run", "reserved \(sequence) \(number)")
            return number
        }
    }

    func commit(_ db: Database, _ entry: Entry) throws {
        try db.change(
            "INSERT OR REPLACE INTO entries (profile, key, value, seal) VALUES (?, ?, ?, ?)",
            [entry.profile, entry.key, entry.value, seal(entry)])
    }
}
