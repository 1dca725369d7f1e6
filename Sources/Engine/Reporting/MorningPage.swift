import Exchange
import Ledger

/// What the night brought, over all profiles of one institution or of several: what `exchange report --since` prints.
package struct MorningPage: Codable, Hashable, Sendable {
    /// Grows when a field changes its meaning.
    package let schema: Int
    /// When the page was made, and from when on it looked: `2026-11-21 07:00:00 CST`.
    package let clock: String
    package let since: String
    /// What needs a person most comes first; then by institution and profile.
    package let entries: [MorningEntry]
    /// What could not be told to those who should know, a sentence for each institution; nil for none.
    package let unsent: [String]?

    package init(clock: CivilTime, since: CivilTime, _ entries: [MorningEntry], unsent: [String] = []) {
        self.unsent = unsent.isEmpty ? nil : unsent
        schema = 1
        self.clock = clock.description
        self.since = since.description
        let order = MorningEntry.Level.allCases
        self.entries = entries.sorted { left, right in
            let ranks = [left, right].map { order.firstIndex(of: $0.level) ?? 0 }
            return (ranks[0], left.institution, left.profile) < (ranks[1], right.institution, right.profile)
        }
    }

    package func count(_ level: MorningEntry.Level) -> Int { entries.count { $0.level == level } }

    /// `held` where something is held or has failed, `done with rejects` where somebody should look, else `done`.
    package var end: End {
        if count(.held) + count(.failed) > 0 { return .held }
        return count(.attention) + count(.missing) > 0 ? .doneWithRejects : .done
    }

    /// Every profile has run and is well, and there is nothing new.
    var isQuiet: Bool { !entries.isEmpty && entries.allSatisfy { $0.level == .ok && $0.codes.isEmpty } }

    /// The entries of one institution: of each profile its newest run from `since` to `now` that came to something (or,
    /// where none did, the newest), and those of `profiles` that did not run. `isForeign`: it is not the institution that
    /// commands mean by themselves. `late`: what is late now, and not yet missing, by profile.
    package static func entries(
        of institution: String, profiles: [String], _ ledger: any LedgerStore, _ workspace: Workspace,
        from since: Moment, to now: Moment, isForeign: Bool = false, late: [String: String] = [:]
    ) throws(Fault) -> [MorningEntry] {
        var entries: [MorningEntry] = []
        let reports = StoredReports(workspace)
        for profile in Set(profiles + (try ledger.runs(of: nil, limit: deepest).map(\.profile))).sorted() {
            let rows = try ledger.runs(of: profile, limit: deepest).filter { $0.now.moment <= now }
            let recent = rows.filter { $0.now.moment >= since }
            let untaken = try UntakenBook.read(profile, in: workspace)
            if let row = recent.first(where: { $0.end != .nothingToDo }) ?? recent.first {
                let (told, report) = try telling(row, rows, reports)
                entries.append(
                    MorningEntry(
                        told, report, institution: institution, isForeign: isForeign, runs: recent.count,
                        untaken: untaken
                    ).late(late[profile]))
            } else if profiles.contains(profile) {
                entries.append(
                    MorningEntry(
                        silent: profile, last: rows.first, institution: institution, isForeign: isForeign,
                        untaken: untaken
                    ).late(late[profile]))
            }
        }
        return entries
    }

    /// A run that only found an earlier one still held says nothing of why: that one does.
    private static func telling(
        _ row: RunRow, _ rows: [RunRow], _ reports: StoredReports
    ) throws(Fault) -> (RunRow, RunReport?) {
        let report = try reports.report(of: row.id)
        if let holder = report?.holds, let held = rows.first(where: { $0.id == holder }), held.id != row.id {
            return (held, try reports.report(of: holder))
        }
        return (row, report)
    }

    /// How many runs are looked through: a week of one in two minutes.
    private static let deepest = 5000
}
