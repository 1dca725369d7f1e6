import Exchange
import Ledger
import Machine

/// What a run knows of the problems of earlier runs, and leaves to later ones. Only whole runs count: a dry run, a
/// part of a load, or a run whose input could not be read says nothing about what is solved.
struct ProblemMemory {
    private let earlier: ProblemBook?
    private let now: ProblemBook?
    private let found: [ProblemBook.Problem: Int]
    private let folder: Folder
    private let path: String

    /// Reads the profile's book. One that cannot be read is begun anew, with a remark.
    init(_ run: OpenRun, rules: [RuleCount], codes: [NewCode]) {
        folder = run.workspace.folder
        path = ProblemBook.path(of: run.row.profile)
        found = ProblemBook.Problem.counted(rules)
        guard !run.wishes.dryRun, !run.isPartial, run.conversion != nil else {
            (earlier, now) = (nil, nil)
            return
        }
        do throws(Fault) { earlier = try JSONFile.read(ProblemBook.self, path, in: folder) } catch {
            earlier = nil
            run.report.remark(
                "What was known of earlier problems could not be read and begins anew with this run: \(error.message)")
        }
        now = ProblemBook.after(
            earlier, run: run.row.id, sequence: run.row.sequence, day: run.row.now.date.description,
            problems: Array(found.keys) + codes.map(ProblemBook.Problem.init))
    }

    /// Nil where there is nothing to compare with.
    var lines: [ProblemLine]? {
        guard earlier != nil else { return nil }
        let lines = found.compactMap { problem, count in
            age(problem).map {
                ProblemLine(
                    rule: problem.rule, place: problem.place, count: count, since: $0.since, runs: $0.runs)
            }
        }
        return lines.sorted { ($0.rule, $0.place ?? "") < ($1.rule, $1.place ?? "") }
    }

    func line(_ code: NewCode) -> NewCodeLine {
        NewCodeLine(code, earlier == nil ? nil : age(ProblemBook.Problem(code)))
    }

    private func age(_ problem: ProblemBook.Problem) -> ProblemBook.Entry? { now?.entry(problem) }

    /// For the runs to come, once this one is over. A second time changes nothing.
    func keep() throws(Fault) {
        guard let now, now != earlier else { return }
        _ = try folder.making("problems")
        try JSONFile.write(now, as: path, in: folder)
    }
}
