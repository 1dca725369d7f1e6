import Exchange

/// Which problems a profile's last runs had, and since when: `problems/<profile>.json` in the state folder. Rules and
/// columns only, never a person. What a run does not have any more is solved and drops out.
struct ProblemBook: Codable, Hashable, Sendable {
    struct Entry: Codable, Hashable, Sendable {
        let rule: String
        let place: String?
        let since: String
        let runs: Int

        var problem: Problem { Problem(rule: rule, place: place) }
    }

    /// What makes two findings one problem.
    struct Problem: Hashable, Sendable {
        let rule: String
        let place: String?
    }

    let schema: Int
    /// The run noted last: a run is noted once, and never after a later one.
    let run: String
    let sequence: Int
    let entries: [Entry]

    static func path(of profile: String) -> String { "problems/\(profile).json" }

    /// The book after the run `run`, which had `problems`; `earlier` where the run is in it already, or came before.
    static func after(
        _ earlier: ProblemBook?, run: String, sequence: Int, day: String, problems: some Sequence<Problem>
    ) -> ProblemBook {
        if let earlier, sequence <= earlier.sequence { return earlier }
        var entries: [Entry] = []
        for problem in Set(problems) {
            let known = earlier?.entry(problem)
            entries.append(
                Entry(
                    rule: problem.rule, place: problem.place, since: known?.since ?? day, runs: (known?.runs ?? 0) + 1))
        }
        entries.sort { ($0.rule, $0.place ?? "") < ($1.rule, $1.place ?? "") }
        return ProblemBook(schema: 1, run: run, sequence: sequence, entries: entries)
    }

    func entry(_ problem: Problem) -> Entry? { entries.first { $0.problem == problem } }
}

extension ProblemBook.Problem {
    /// A new code is a problem as well, under a rule that no `Code` is called.
    init(_ code: NewCode) { self.init(rule: "new code", place: "\(code.place) '\(code.code)'") }

    /// What a run's rules came to, with how often; notes are no problems.
    static func counted(_ rules: [RuleCount]) -> [ProblemBook.Problem: Int] {
        var problems: [ProblemBook.Problem: Int] = [:]
        for rule in rules where rule.severity != Severity.note.rawValue {
            let placed = rule.places ?? [:]
            for (place, count) in placed { problems[Self(rule: rule.rule, place: place), default: 0] += count }
            let rest = rule.count - placed.values.reduce(0, +)
            if rest > 0 { problems[Self(rule: rule.rule, place: nil), default: 0] += rest }
        }
        return problems
    }
}
