import Exchange

/// A condition bound to the columns of one source; made once for a run, and stays on its thread.
package struct CompiledCondition {
    let test: CompiledTest

    /// Whatever the bytes of the row: it never traps.
    package func holds(_ cells: RuleCells, today: CivilDate) -> Bool { test.holds(cells, today: today) }
}
