/// How long an institution keeps what runs leave behind, by class, in seconds since the run's end. What an open run
/// needs is always kept.
package struct Retention: Hashable, Sendable {
    /// People's data: copies of the files that came in and went out, held loads, `changes` files. 0...30 days.
    package var content: Int
    /// The files of rejected records.
    package var rejects: Int
    /// The reports.
    package var reports: Int
    /// The ledger's rows.
    package var ledger: Int

    package init(
        content: Int = 7 * day, rejects: Int = 14 * day, reports: Int = 400 * day, ledger: Int = 400 * day
    ) {
        self.content = content
        self.rejects = rejects
        self.reports = reports
        self.ledger = ledger
    }

    package static let day = 86_400
}
