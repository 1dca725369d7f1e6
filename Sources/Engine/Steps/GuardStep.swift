import Exchange
import Ledger

/// Holds a load that looks wrong as a whole, and ends a run that has nothing to deliver.
struct GuardStep: RunStep {
    static let step = Step.guard

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        let tally = run.report.tally
        // Before the question whether there is anything: an empty load is what a minimum is there to catch.
        // A part that somebody asked for is not judged as a whole.
        let limits = run.isPartial ? GuardLimits() : run.plan.limits
        if case .hold(let code, let why) = GuardVerdict.judge(tally, limits) {
            run.report.add(Finding(.error, code, Position(), why))
            return .end(.held, "Held, nothing sent: \(why)")
        }
        if let why = run.conversion?.nothingToDeliver {
            return .end(run.report.count(.error) > 0 ? .rejected : .nothingToDo, why)
        }
        return .next
    }
}
