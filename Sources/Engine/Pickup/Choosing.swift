import Exchange
import Ledger

/// Chooses the files of a run: all that are new and finished, or none.
///
/// Finished is judged of the whole batch at once: every file has its done-file, was first seen long enough ago by our
/// clock, and kept its size and time between two looks `settle` apart, between which no other file appeared. Only where
/// `at_most` files are there already do newcomers wait for the next run: a folder that never rests must not starve.
struct Choosing {
    private let run: OpenRun
    private let plan: PickupPlan
    private let source: SourceFolder
    private let surveyor: Surveyor

    init(_ run: OpenRun) throws(Fault) {
        self.run = run
        plan = run.plan.pickup
        source = SourceFolder(session: try run.source(), plan: plan)
        surveyor = try Surveyor(run, source)
    }

    /// In milliseconds.
    var settle: Int { plan.settle(atRemote: source.session.abilities.contains(.remote)) }

    func choose() throws(Fault) -> PickupChoice {
        var survey = try surveyor.look()
        let now = run.around.now()
        let sifted = Sifted(survey.fresh, plan)
        // Remembered whatever comes of this look: to look often settles a file, too.
        let earlier = try earlierLooks(sifted.asked, survey.fresh, now)
        var choice = PickupChoice(survey)
        if sifted.ignored > 0 {
            choice.remark("\(counted(sifted.ignored, "empty file")) left alone, as the profile says.")
        }
        if sifted.present == 0 || sifted.present < plan.expect {
            choice.refuse(try Choosing.nothing(run, survey, found: sifted.present, hasObjections: choice.hasObjections))
            return choice
        }
        // Let go of before the second look: a folder may hold a hundred thousand.
        let names = sifted.isFull ? nil : Set(survey.fresh.map(\.nameMark))
        survey.fresh = []
        if let reason = try unfinished(sifted.asked, names, earlier, now: now) {
            choice.refuse(.end(.nothingToDo, reason))
            return choice
        }
        try conclude(&choice, survey, sifted)
        return choice
    }

    /// Everything has settled: sizes are what they are.
    private func conclude(
        _ choice: inout PickupChoice, _ survey: Survey, _ sifted: Sifted
    ) throws(Fault) {
        for file in sifted.empty { choice.add(Objections.empty(file, plan)) }
        for file in sifted.small + sifted.large { choice.add(Objections.size(file, plan)) }
        if plan.empty == .hold, let first = sifted.empty.first {
            let others = sifted.empty.count > 1 ? " and \(counted(sifted.empty.count - 1, "other"))" : ""
            let verb = sifted.empty.count > 1 ? "are" : "is"
            return choice.refuse(
                .end(
                    .held,
                    "Held, nothing taken: \(first.path)\(others) \(verb) empty. Bring a whole file, or remove it."))
        }
        if sifted.batch.isEmpty || sifted.fine < plan.expect {
            return choice.refuse(
                try Choosing.nothing(run, survey, found: sifted.fine, hasObjections: choice.hasObjections))
        }
        if let first = sifted.firstWaiting {
            let others = sifted.waiting > 1 ? " and \(counted(sifted.waiting - 1, "other"))" : ""
            let verb = sifted.waiting > 1 ? "wait" : "waits"
            choice.remark(
                "At most \(counted(sifted.batch.count, "file")): \(first.path)\(others) \(verb) for the next run.")
        }
        choice.take(sifted.batch, readiness: readiness)
    }

    /// Why not all of them can be taken yet.
    private func unfinished(
        _ files: [Candidate], _ names: Set<Int>?, _ earlier: [String: Look], now: Moment
    ) throws(Fault) -> String? {
        if let file = try source.unfinished(files).first {
            return "\(file.path) is not finished: '\(source.doneFile(for: file.path) ?? "")' is not there yet."
        }
        let young = files.first { file in
            let seen = earlier[file.path]?.at ?? now
            return now < seen.plus(milliseconds: plan.ageMilliseconds)
        }
        if let young {
            return "\(young.path) is taken once it has been there, unchanged, for "
                + "\(DurationWords.text(plan.ageMilliseconds)) by our clock."
        }
        let isRested = files.allSatisfy { file in
            guard let before = earlier[file.path] else { return settle <= 0 }
            return now >= before.at.plus(milliseconds: settle)
        }
        if isRested { return nil }
        run.around.sleep(settle)
        return try restless(files, names)
    }

    /// What has changed since the first look; `names` are those that were there, nil where newcomers may wait.
    private func restless(_ files: [Candidate], _ names: Set<Int>?) throws(Fault) -> String? {
        let again = try surveyor.look().fresh
        let states = Set(again.map(\.stateMark))
        if let file = files.first(where: { !states.contains($0.stateMark) }) {
            return "\(file.path) is still being written; it is taken once it stops changing."
        }
        guard let names, let newcomer = again.first(where: { !names.contains($0.nameMark) }) else { return nil }
        return "\(newcomer.path) has only just appeared; all are taken once no other appears."
    }

    /// Looks again at what is asked for, and at some of what will be next; answers the equal earlier looks.
    private func earlierLooks(_ asked: [Candidate], _ fresh: [Candidate], _ now: Moment) throws(Fault) -> [String: Look]
    {
        let limit = plan.atMost.map { max($0, Choosing.watched) } ?? Int.max
        let files = fresh.count <= limit ? fresh : asked + fresh.prefix(limit)
        return try run.ledger.look(run.row.profile, files.map { $0.look(at: now) })
    }

    /// Of files that are not taken yet, so many are watched, so that they have settled when it is their turn.
    private static let watched = 5000

    private var readiness: String? {
        var words: [String] = []
        if plan.doneFile != nil { words.append("done-file there") }
        if settle > 0 { words.append("unchanged for \(DurationWords.text(settle))") }
        if plan.ageMilliseconds > 0 { words.append("first seen \(DurationWords.text(plan.ageMilliseconds)) before") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
