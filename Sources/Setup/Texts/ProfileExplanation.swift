import Exchange
import Schedule

/// What a profile does, in plain English, for the person who signs it off.
package struct ProfileExplanation {
    private let profile: Profile
    private let feedSummary: String

    private let coming: [String]

    /// With a clock and the profile's zone it also says what comes next.
    package init(_ profile: Profile, now: Moment? = nil, zone: TimeZoneData? = nil) {
        self.profile = profile
        coming =
            profile.schedule.flatMap { plan in
                guard let now, let zone else { return nil }
                return ScheduleWords.coming(Timetable(plan, zone: zone, name: profile.name.description), now: now)
            } ?? []
        feedSummary = type(of: profile.plan.feed).summary
    }

    /// Headings stand at the margin, sentences are indented by two; an empty line before each heading but the first.
    package var lines: [String] {
        let plan = profile.plan
        let pickup = PickupWords(plan: plan.pickup)
        return [headline, "  " + zone] + (deadline + BoundsWords(bounds: plan.bounds).lines).map { "  " + $0 }
            + schedule
            + section("Where the files come from", pickup.arrivals + PGPWords(plan: plan.pgp).arrivals)
            + transformers
            + section("What \(profile.feedName) does", [feedSummary] + plan.feed.explain())
            + section("What is checked", GuardWords(plan: plan).lines)
            + section(
                "Where the outputs go", DeliveryWords(plan: plan.delivery).lines + PGPWords(plan: plan.pgp).deliveries)
            + section("What happens to the files", [pickup.afterwards])
            + notices
            + section("Settings in force", table)
    }

    private var schedule: [String] {
        let words = profile.schedule.map { ScheduleWords(plan: $0, zone: profile.plan.zone).lines } ?? []
        let expected = profile.expectations.map { ExpectationWords(expectation: $0).text }
        let all = words + coming + expected
        return all.isEmpty ? [] : section("When it runs", all)
    }

    private var notices: [String] {
        let words = NoticeWords(plan: profile.plan.notices).lines
        return words.isEmpty ? [] : section("Who is told", words)
    }

    private var transformers: [String] {
        let words = TransformerWords(plans: profile.plan.transformers).lines
        return words.isEmpty ? [] : section("What your own programs do first", words)
    }

    private var headline: String {
        profile.summary.isEmpty ? profile.name.description : "\(profile.name): \(profile.summary)"
    }

    private var table: [String] {
        SettingsTable.lines(
            profile.settings,
            inherited: ["zone": "\(profile.plan.zone)  (the institution's)"].merging(
                BoundsWords(bounds: profile.plan.bounds).table
            ) { $1 },
            // Their defaults mean nothing where there are no records.
            without: (type(of: profile.plan.feed).hasRecords ? [] : GuardReader.comparing).union([
                "schedule", "expectations", "limits",
            ]))
    }

    private var zone: String {
        let origin = profile.settings.written("zone") == nil ? "the institution's zone" : "the profile's own zone"
        return "A profile of \(profile.institution.title). Its clock runs in \(profile.plan.zone), \(origin)."
    }

    private var deadline: [String] {
        profile.plan.deadlineMilliseconds.map {
            ["A run that takes longer than \(DurationWords.text($0)) stops where it is; the next one goes on."]
        } ?? []
    }

    private func section(_ heading: String, _ lines: [String]) -> [String] { ["", heading] + lines.map { "  " + $0 } }
}
