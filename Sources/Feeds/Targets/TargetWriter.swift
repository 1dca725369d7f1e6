import Exchange
import Rules

/// Writes records of one shape as a layout wants them; one per conversion. Memory does not grow with the number of
/// outermost records.
package final class TargetWriter {
    private let plan: TargetPlan

    package init(
        _ plan: TargetPlan, _ outbox: any Outbox, _ facts: RunFacts, _ notebook: any Notebook, _ report: Report
    ) {
        self.plan = plan
    }

    /// One record of an outermost record, with those around it; in the order of the document. Every `add` belongs to one
    /// outermost record until `commit` or `discard`; nothing of it is in an output before `commit`.
    package func add(_ level: Int, _ frame: RecordFrame) throws(Fault) {}

    /// What keeps the outermost record from being written, in the layout's order; empty where it may be committed.
    package var problems: [TargetProblem] { get throws(Fault) { [] } }

    /// Writes what was added. Asking for it where there are problems is a programming error.
    package func commit() throws(Fault) {}

    /// Forgets what was added since the last `commit`.
    package func discard() {}

    /// Trailers, headers patched, control files, `Tally.controls`.
    package func finish() throws(Fault) {}

    /// Whether nothing was committed.
    package var isEmpty: Bool { true }
}
