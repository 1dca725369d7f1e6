import Exchange
import Ledger

extension Choosing {
    /// How a run ends that has nothing to take.
    static func nothing(_ run: OpenRun, _ survey: Survey, found: Int, hasObjections: Bool) throws(Fault) -> Onward {
        if found == 0 {
            // A file that waits for a person is not converted again while it waits.
            for (file, holder) in survey.holders {
                if let held = try run.stillHeld(by: holder, file.path) { return held }
            }
            if let holder = try EndedClaims(run).holder(),
                let held = try run.stillHeld(by: holder, "files under names of its own")
            {
                return held
            }
        }
        let plan = run.plan.pickup
        if found < plan.expect {
            return .end(.missing, "Expected \(counted(plan.expect, "file")) \(plan.wanted), found \(found).")
        }
        if hasObjections {
            return .end(.rejected, "Nothing that matches \(plan.wanted) can be taken; the findings say why.")
        }
        guard let known = survey.firstKnown else { return .end(.nothingToDo, "No file matches \(plan.wanted).") }
        let others = survey.known > 1 ? " and \(counted(survey.known - 1, "other"))" : ""
        let verb = survey.known > 1 ? "were" : "was"
        let words = "Nothing new: \(known.file.path)\(others) \(verb) taken by an earlier run."
        return .end(.nothingToDo, words + (try hasChanged(since: known.run, run) ? again(run) : ""))
    }

    /// Whether the profile is another than when the file was taken.
    private static func hasChanged(since id: String?, _ run: OpenRun) throws(Fault) -> Bool {
        guard let id, let earlier = try run.ledger.run(id) else { return false }
        return earlier.configuration != run.row.configuration
    }

    private static func again(_ run: OpenRun) -> String {
        " The profile has changed since: 'exchange run \(run.row.profile) --again --reason TEXT' makes the load anew."
    }
}
