import Exchange
import Ledger
import Machine

/// Decides at the end of a run who is to be told. Sends nothing.
struct NoticePlanning {
    let run: OpenRun

    /// How many earlier runs are looked through for the last one that came to something.
    private static let deepest = 200

    func rows(_ report: RunReport) throws(Fault) -> [NoticeRow] {
        let plan = run.plan.notices
        if run.wishes.dryRun || plan.rules.isEmpty { return [] }
        let occasion = NoticeOccasion(report, isAfterTrouble: try isAfterTrouble())
        var rows: [NoticeRow] = []
        for channel in plan.channels {
            let rules = plan.rules.filter {
                $0.channels.contains(channel.name) && $0.concerns(occasion.causes, occasion.owners)
            }
            if rules.isEmpty { continue }
            let told = rules.reduce(into: Set<NoticeCause>()) { $0.formUnion($1.causes) }
            let causes = told.contains(.every) ? occasion.causes : occasion.causes.intersection(told)
            let isLoud = told.contains(.every) || causes.contains { !$0.isTrouble }
            rows.append(try row(channel.name, occasion, causes, isLoud: isLoud))
        }
        return rows
    }

    private func row(
        _ channel: String, _ occasion: NoticeOccasion, _ causes: Set<NoticeCause>, isLoud: Bool
    ) throws(Fault) -> NoticeRow {
        let words = NoticeCause.allCases.filter(causes.contains).map(\.rawValue)
        let topic = [run.row.profile, channel, words.joined(separator: " "), occasion.codes.joined(separator: " ")]
            .joined(separator: " | ")
        let identity = [
            run.plan.profile.institution, channel, run.row.id, String(run.row.epoch), words.joined(separator: " "),
        ]
        let digest = SHA256.digest(of: Array(identity.joined(separator: "\n").utf8))
        let now = run.around.now()
        let isQuiet = isLoud ? false : try wasTold(topic, since: now)
        return NoticeRow(
            id: String(digest.hex.prefix(32)), run: run.row.id, profile: run.row.profile, channel: channel,
            topic: topic,
            causes: words, planned: now, state: isQuiet ? .quiet : .planned)
    }

    /// Whether the same was told, or is about to be, within the quiet time.
    private func wasTold(_ topic: String, since now: Moment) throws(Fault) -> Bool {
        let earlier = try run.ledger.notices(about: topic, limit: 10_000)
        guard let last = earlier.first(where: { $0.state != .quiet && $0.state != .givenUp }) else { return false }
        let age = now.seconds - last.planned.seconds
        // A clock that was set back makes nothing quiet for ever.
        return age >= 0 && age < run.plan.notices.quietSeconds
    }

    /// Whether the profile's last run that came to something did not succeed, or this one was in trouble before.
    private func isAfterTrouble() throws(Fault) -> Bool {
        guard run.plan.notices.rules.contains(where: { $0.causes.contains(.recovered) }) else { return false }
        let earlier = try run.ledger.notices(of: run.row.id).flatMap(\.causes).compactMap(NoticeCause.init(rawValue:))
        if earlier.contains(where: \.isTrouble) { return true }
        let runs = try run.ledger.runs(of: run.row.profile, limit: NoticePlanning.deepest)
        let last = runs.first { $0.id != run.row.id && $0.end != nil && $0.end != .nothingToDo }
        return last?.end.map(NoticeOccasion.isTrouble) ?? false
    }
}
