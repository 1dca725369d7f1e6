import Exchange
import Ledger
import Schedule
import Setup

/// What a profile expects, held against what its runs took: a run that finds nothing ends as `missing` where something
/// should have come by now, whoever started it.
enum ExpectedArrival {
    /// More runs than that in a day and a half are looks that found nothing.
    private static let runs = 2000
    private static let takers: Set<End> = [.done, .doneWithRejects, .held, .rejected]

    /// `by 04:00`; nil where nothing is missing, or a run has said so already.
    static func overdue(
        _ profile: Profile, _ ledger: any LedgerStore, _ zone: TimeZoneData, now: Moment
    ) throws(Fault) -> String? {
        guard let plan = profile.schedule, !profile.expectations.isEmpty else { return nil }
        let rows = try ledger.runs(of: profile.name.profile, limit: runs)
        let arrivals = rows.filter { $0.end.map(takers.contains) ?? true }
            .map { ArrivedFile(at: $0.now.moment, records: $0.tally.read) }
        let today = zone.civil(now).date
        for day in [today, CivilDate(daysSince1970: today.daysSince1970 - 1)] {
            for expectation in profile.expectations {
                guard
                    let late = expectation.overdue(on: day, arrivals, now: now, zone: zone, plan: plan),
                    !rows.contains(where: { $0.end == .missing && $0.now.moment >= late.since })
                else { continue }
                return "by \(late.by)"
            }
        }
        return nil
    }
}
