import Exchange
import GRDB

extension SlotRow: Sealed {
    static let table = "slots"

    init(_ columns: Columns) throws {
        self.init(
            profile: try columns.text("profile"), slot: try columns.text("slot"), run: try columns.text("run"),
            attempts: try columns.int("attempts"))
    }

    func write(_ canonical: inout Canonical) {
        for text in [profile, slot, run] { canonical.add(text) }
        canonical.add(attempts)
    }
}

extension SQLiteLedger {
    package func slots(_ profile: String, _ slots: [String]) throws(Fault) -> [SlotRow?] {
        try reading { db in try slots.map { try slot(db, profile, $0) } }
    }

    /// Takes the slot for a run that has just been written, or refuses, in the same transaction.
    func take(_ db: Database, _ name: String, for run: RunRow) throws {
        let new = SlotRow(profile: run.profile, slot: name, run: run.id)
        let inserted = try db.change(
            "INSERT INTO slots (profile, slot, run, attempts, seal) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [new.profile, new.slot, new.run, new.attempts, seal(new)])
        if inserted == 1 { return }
        guard var row = try slot(db, run.profile, name) else { return }
        let before = try known(db, row.run)
        guard before.end?.settlesSlot == false else { throw isTaken(row, before) }
        row.run = run.id
        row.attempts += 1
        try db.change(
            "UPDATE slots SET run = ?, attempts = ?, seal = ? WHERE profile = ? AND slot = ?",
            [row.run, row.attempts, seal(row), row.profile, row.slot])
    }

    private func slot(_ db: Database, _ profile: String, _ name: String) throws -> SlotRow? {
        try db.row("SELECT * FROM slots WHERE profile = ? AND slot = ?", [profile, name], unseal)
    }

    private func isTaken(_ row: SlotRow, _ run: RunRow) -> Fault {
        Fault(
            .ledgerSlot, .stop,
            "The slot \(row.slot) of the profile '\(row.profile)' was taken by run \(run.id) (\(run.end?.title ?? "open")).",
            context: ["run": run.id, "slot": row.slot])
    }
}
