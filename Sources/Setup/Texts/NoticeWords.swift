import Exchange

/// Who is told what, in plain English.
struct NoticeWords {
    let plan: NoticePlan

    var lines: [String] {
        if plan.rules.isEmpty { return [] }
        let usesQuiet = plan.rules.contains { !$0.causes.contains(.every) && $0.causes.contains(where: \.isTrouble) }
        let quiet =
            "The same trouble again within \(DurationWords.text(plan.quietSeconds * 1000)) is counted, and told with the next."
        let horizon =
            "What cannot be sent is tried again by later runs, for \(DurationWords.text(plan.horizonSeconds * 1000)) at most."
        return plan.rules.map(sentence) + (usesQuiet && plan.quietSeconds > 0 ? [quiet] : []) + [horizon]
    }

    private func sentence(_ rule: NoticeRule) -> String {
        let causes = NoticeCause.allCases.filter(rule.causes.contains).map(\.words).joined(separator: ", or ")
        let owners = Owner.allCases.filter(rule.owners.contains).map(\.title)
        let must = owners.isEmpty ? "" : " and \(owners.joined(separator: " or ")) must act"
        let channels = rule.channels.map { name in
            plan.channel(name).map { "\(name) (\($0.address))" } ?? name
        }
        return "When a run \(causes)\(must): \(channels.joined(separator: ", "))."
    }
}
