import Exchange
import Ledger

/// Holds a load that looks wrong as a whole, and ends a run that has nothing to deliver.
struct GuardStep: RunStep {
    static let step = Step.guard

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        // Before the question whether there is anything: an empty load is what a minimum is there to catch.
        let reasons = alarms(run) + tripped(run)
        if !reasons.isEmpty { return .hold("Held, nothing sent: \(GuardStep.verdict(reasons))") }
        if let why = run.conversion?.nothingToDeliver {
            return .end(run.report.count(.error) > 0 ? .rejected : .nothingToDo, why)
        }
        if run.isReviewed { return .hold(GuardStep.prepared(run)) }
        return .next
    }

    /// Nothing is wrong; somebody wants to see it first.
    private static func prepared(_ run: OpenRun) -> String {
        let outputs = run.conversion?.outputs.count ?? 0
        let words =
            "Held for review, nothing sent: \(counted(run.report.tally.accepted, "record")) in "
            + "\(counted(outputs, "file"))\(outputs == 1 ? " waits" : " wait") for a person."
            + (MoneyWords.brief(run.report.tally.money).map { " \($0)." } ?? "")
        run.report.add(Finding(.warning, .runReview, Position(), words))
        return words
    }

    /// The weightiest reasons; each of them stands in the report with what to do about it.
    private static func verdict(_ reasons: [String]) -> String {
        let more = reasons.count - shownReasons
        let shown = reasons.prefix(more == 1 ? shownReasons + 1 : shownReasons).joined(separator: " ")
        return more > 1 ? "\(shown) And \(more) more reasons." : shown
    }

    private static let shownReasons = 2

    /// What the feed itself found that a person should decide on.
    private func alarms(_ run: OpenRun) -> [String] {
        run.alarms.map { alarm in
            run.report.add(alarm)
            return alarm.message.hasSuffix(".") ? alarm.message : alarm.message + "."
        }
    }

    private func tripped(_ run: OpenRun) -> [String] {
        let verdicts = GuardVerdict.judge(
            run.report.tally, run.conversion?.comparison, run.plan.limits, isPart: run.isPartial)
        return verdicts.map { verdict in
            run.report.add(Finding(.error, verdict.code, Position(), verdict.why))
            return verdict.why
        }
    }
}
