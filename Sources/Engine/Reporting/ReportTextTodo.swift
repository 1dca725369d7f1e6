import Exchange

extension ReportText {
    /// What needs doing, by whom it must be done.
    var todo: [Line] {
        let needing = report.rulesInOrder.filter { $0.severity != Severity.note.rawValue }
        if needing.isEmpty { return [] }
        var lines = [Line.blank, Line(.heading, "To do")]
        for owner in Owner.allCases {
            let rules = needing.filter { $0.owner == owner.rawValue }
            if rules.isEmpty { continue }
            lines.append(Line(.heading, "  \(owner.title)"))
            for rule in rules { lines += self.rule(rule) }
        }
        return lines
    }

    /// What needs nobody, and may be asked about: whose row won, whose value was sent again.
    var notes: [Line] {
        let notes = report.rulesInOrder.filter { $0.severity == Severity.note.rawValue }
        if notes.isEmpty { return [] }
        return [Line.blank, Line(.heading, "Good to know")] + notes.flatMap { rule($0, asks: false) }
    }

    private func rule(_ rule: RuleCount, asks: Bool = true) -> [Line] {
        let findings = report.findings.filter { $0.rule == rule.rule && $0.severity == rule.severity }
        let verb = rule.severity == Severity.warning.rawValue ? " (warning)" : ""
        let age = report.age(of: rule).map { "  \($0)" } ?? ""
        var lines = Line.paragraph(.plain, 4, "\(grouped(rule.count)) x \(rule.rule)\(verb)\(age)")
        let isOneOfSeveral = report.arrivals.count > 1
        for finding in findings.prefix(shownPerRule) {
            lines += Line.paragraph(.detail, 8, finding.place(withFile: isOneOfSeveral) + finding.message)
        }
        if rule.count > shownPerRule {
            lines.append(
                Line(.detail, "        and \(grouped(rule.count - min(shownPerRule, findings.count))) more"))
        }
        if !asks { return lines }
        return lines + Line.paragraph(.remedy, 8, findings.first?.remedy ?? rule.remedy, lead: "-> ")
    }
}

extension RunReport {
    /// The rules that spoke of the load as a whole come first: they decided on it.
    var rulesInOrder: [RuleCount] {
        let whole = Set(findings.filter { $0.line == nil && $0.record == nil }.map(\.rule))
        return rules.filter { whole.contains($0.rule) } + rules.filter { !whole.contains($0.rule) }
    }

    /// `new`, `since 12 March, 214 runs`, with what is new in it; nil where nothing is known of earlier runs.
    func age(of rule: RuleCount) -> String? {
        let all = (problems ?? []).filter { $0.rule == rule.rule }
        guard let oldest = all.min(by: { ($0.since, -$0.runs) < ($1.since, -$1.runs) }) else { return nil }
        let words = Age.words(since: oldest.since, runs: oldest.runs, at: clock)
        let new = all.filter { $0.runs < 2 }.compactMap(\.place)
        return oldest.runs < 2 || new.isEmpty ? words : "\(words); new: \(new.joined(separator: ", "))"
    }
}
