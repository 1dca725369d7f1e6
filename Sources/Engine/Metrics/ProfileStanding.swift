import Exchange
import Ledger

/// How one profile stands: its last runs, and what is open.
package struct ProfileStanding {
    package let institution: String
    package let profile: String
    /// The newest run; nil where there was none.
    package let last: RunRow?
    /// When the newest run ended that was `done`, `done with rejects` or `nothing to do`.
    package let lastSuccess: Moment?
    /// When the newest run ended that delivered.
    package let lastDelivery: Moment?
    /// How long the newest run took that has ended, in seconds.
    package let duration: Int?
    /// Runs that hold a load which a person may release.
    package let heldRuns: Int
    package let deliveriesInDoubt: Int
    package let untaken: UntakenBook?
    /// An expected file has not come: says the newest run that came to something. Later ones that found nothing to do do
    /// not change that.
    package let isMissing: Bool

    /// What is late now, and not yet missing.
    package let late: String?

    /// So many runs back are looked through, few first: the newest nearly always answers.
    private static let depths = [1, 50, 5000]
    /// A load held longer ago than so many runs is not counted any more.
    private static let heldAmong = 50

    package init(
        _ profile: String, of institution: String, _ ledger: any LedgerStore, _ workspace: Workspace,
        late: String? = nil
    ) throws(Fault) {
        self.late = late
        self.institution = institution
        self.profile = profile
        let recent = try ledger.runs(of: profile, limit: ProfileStanding.heldAmong)
        last = recent.first
        isMissing = recent.first { $0.end != .nothingToDo }?.end == .missing
        lastSuccess = try ProfileStanding.newest(profile, ledger) {
            [.done, .doneWithRejects, .nothingToDo].contains($0)
        }
        lastDelivery = try ProfileStanding.newest(profile, ledger) { [.done, .doneWithRejects].contains($0) }
        duration = try recent.first { $0.ended != nil }.flatMap { row throws(Fault) in
            guard let ended = row.ended, let begun = try ledger.audit(of: row.id).first?.at else { return nil }
            return max(0, ended.seconds - begun.seconds)
        }
        heldRuns = try recent.count { row throws(Fault) in
            guard row.end == .held, let hold = try ledger.hold(of: row.id), hold.release == nil else { return false }
            return try ledger.successor(of: row.id) == nil
        }
        deliveriesInDoubt =
            try ledger.openRun(of: profile).map { open throws(Fault) in
                try ledger.deliveries(of: open.id).count { $0.state == .inDoubt }
            } ?? 0
        untaken = try UntakenBook.read(profile, in: workspace)
    }

    private static func newest(
        _ profile: String, _ ledger: any LedgerStore, _ isMeant: (End) -> Bool
    ) throws(Fault) -> Moment? {
        for depth in depths {
            let rows = try ledger.runs(of: profile, limit: depth)
            if let row = rows.first(where: { $0.end.map(isMeant) ?? false }) { return row.ended }
            if rows.count < depth { return nil }
        }
        return nil
    }

}
