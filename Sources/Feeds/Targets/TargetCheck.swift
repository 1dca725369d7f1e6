import Exchange

/// Reads outputs back by the layout and holds them against `Tally.controls`.
package struct TargetCheck {
    private let plan: TargetPlan

    package init(_ plan: TargetPlan) { self.plan = plan }

    /// Faults where an output is not what was written, or its totals are not those of the books.
    package func check(_ outputs: [any StagedFile], _ tally: Tally, _ how: Verification) throws(Fault) {}
}
