import Exchange
import GRDB

extension NoticeRow: Sealed {
    static let table = "notices"

    init(_ columns: Columns) throws {
        self.init(
            id: try columns.text("id"), run: try columns.text("run"), profile: try columns.text("profile"),
            channel: try columns.text("channel"), topic: try columns.text("topic"),
            causes: try columns.text("causes").split(separator: " ").map(String.init),
            planned: try columns.moment("planned"), state: try columns.word("state", NoticeState.self),
            tries: try columns.int("tries"), due: try columns.moment("due"), note: try columns.text("note"))
    }

    func write(_ canonical: inout Canonical) {
        for text in [id, run, profile, channel, topic, causes.joined(separator: " "), state.rawValue, note] {
            canonical.add(text)
        }
        for number in [planned.seconds, planned.nanoseconds, tries, due.seconds, due.nanoseconds] {
            canonical.add(number)
        }
    }
}

extension SQLiteLedger {
    package func plan(notices: [NoticeRow], _ claim: Claim) throws(Fault) {
        if notices.isEmpty { return }
        try writing { db in
            _ = try holder(db, claim)
            try insert(db, notices, claim)
        }
    }

    package func notices(limit: Int) throws(Fault) -> [NoticeRow] {
        try reading { db in try db.rows("SELECT * FROM notices ORDER BY place DESC LIMIT ?", [max(0, limit)], unseal) }
    }

    package func notices(of run: String) throws(Fault) -> [NoticeRow] {
        try reading { db in try db.rows("SELECT * FROM notices WHERE run = ? ORDER BY place", [run], unseal) }
    }

    package func notices(about topic: String, limit: Int) throws(Fault) -> [NoticeRow] {
        try reading { db in
            try db.rows(
                "SELECT * FROM notices WHERE topic = ? ORDER BY place DESC LIMIT ?", [topic, max(0, limit)], unseal)
        }
    }

    package func openNotices() throws(Fault) -> [NoticeRow] {
        try reading { db in
            try db.rows("SELECT * FROM notices WHERE state IN ('planned', 'sending') ORDER BY place", [], unseal)
        }
    }

    package func take(notice id: String, until: Moment) throws(Fault) -> NoticeRow? {
        try writing { db in
            guard var row = try notice(db, id), !row.state.isSettled else { return nil }
            if row.state == .sending, now() < row.due { return nil }
            row.state = .sending
            row.tries += 1
            row.due = until
            try update(db, row)
            return row
        }
    }

    package func leave(notice id: String, as state: NoticeState, due: Moment, note: String) throws(Fault) {
        try writing { db in
            guard var row = try notice(db, id), !row.state.isSettled else { return }
            row.state = state
            row.due = due
            row.note = note
            try update(db, row)
        }
    }
}

extension SQLiteLedger {
    /// One that is there already stays as it is.
    func insert(_ db: Database, _ notices: [NoticeRow], _ claim: Claim) throws {
        for row in notices {
            guard row.run == claim.run else {
                throw Fault(.ledgerState, .stop, "The notice \(row.id) is not about the run \(claim.run).")
            }
            try db.change(
                """
                INSERT OR IGNORE INTO notices (id, run, profile, channel, topic, causes, planned, planned_ns, state, tries,
                    due, due_ns, note, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    row.id, row.run, row.profile, row.channel, row.topic, row.causes.joined(separator: " "),
                    row.planned.seconds, row.planned.nanoseconds, row.state.rawValue, row.tries, row.due.seconds,
                    row.due.nanoseconds, row.note, seal(row),
                ])
        }
    }

    private func notice(_ db: Database, _ id: String) throws -> NoticeRow? {
        try db.row("SELECT * FROM notices WHERE id = ?", [id], unseal)
    }

    private func update(_ db: Database, _ row: NoticeRow) throws {
        try db.change(
            "UPDATE notices SET state = ?, tries = ?, due = ?, due_ns = ?, note = ?, seal = ? WHERE id = ?",
            [row.state.rawValue, row.tries, row.due.seconds, row.due.nanoseconds, row.note, seal(row), row.id])
    }
}
