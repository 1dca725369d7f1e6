import Exchange
import Ledger
import Machine
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
        let arrivals = arrivals(rows)
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

    /// That something is late now, and not missing yet; nil where nothing is, or the profile is not whole.
    static func late(
        _ name: ProfileName, _ configuration: Configuration, _ ledger: any LedgerStore, now: Moment
    ) throws(Fault) -> String? {
        guard let profile = try? configuration.profile(name.description), let plan = profile.schedule,
            !profile.expectations.isEmpty
        else { return nil }
        let zone = try TimeZoneFile.zone(named: profile.plan.zone)
        let arrivals = arrivals(try ledger.runs(of: name.profile, limit: runs))
        let today = zone.civil(now).date
        for day in [today, CivilDate(daysSince1970: today.daysSince1970 - 1)] {
            for expectation in profile.expectations {
                let words = expectation.late(on: day, arrivals, now: now, zone: zone, plan: plan)
                if let words { return words }
            }
        }
        return nil
    }

    /// How many records a load should have that comes now, by each expectation that says so.
    static func records(_ profile: Profile, _ zone: TimeZoneData, now: Moment) -> [ClosedRange<Int>] {
        guard let plan = profile.schedule else { return [] }
        return profile.expectations.compactMap { $0.records(at: now, zone: zone, plan: plan) }
    }

    private static func arrivals(_ rows: [RunRow]) -> [ArrivedFile] {
        rows.filter { $0.end.map(takers.contains) ?? true }
            .map { ArrivedFile(at: $0.now.moment, records: $0.tally.read) }
    }
}
