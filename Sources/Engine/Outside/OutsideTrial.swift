import Exchange
import Machine

/// A profile's programs for one file that is only looked at, in a private folder of its own that is gone afterwards.
package struct OutsideTrial {
    package let chain: any OutsideTransformer
    private let programs: OutsideChain
    private let workspace: Workspace
    private let place: String

    /// Nil where the profile names no programs. They see the run as `validate`. `owner` is nobody else's at this moment.
    package init?(
        _ plan: RunPlan, now: CivilTime, in workspace: Workspace, owner: String, abort: Abort
    ) throws(Fault) {
        if plan.transformers.isEmpty { return nil }
        self.workspace = workspace
        place = "validate-\(owner)"
        try workspace.clear(place)
        programs = try OutsideChain(
            plan.transformers, RunFacts(profile: plan.profile, run: "validate", now: now, sequence: 0),
            in: try workspace.folder.making(place), abort)
        chain = programs
    }

    /// Ends every program, whatever it is doing, and removes what they left.
    package func end() throws(Fault) {
        programs.end()
        try workspace.clear(place)
    }
}
