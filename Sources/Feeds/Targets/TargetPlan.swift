import Exchange
import Rules

/// A profile's `write` block, read once: the layout the receiver wants, bound to the fields of a feed's records.
package struct TargetPlan {
    /// What the block `write` may say.
    package static let settings: [Setting] = []

    let shape: RecordShape

    /// Adds every complaint and answers nil where there is one.
    package init?(
        _ settings: Settings, shape: RecordShape, scope: RuleScope, _ complaints: inout Complaints
    ) {
        self.shape = shape
    }

    /// Whether a run makes files that are told apart by `{part}` in the delivery's name.
    package var usesParts: Bool { false }

    /// The layout in English, a sentence a line.
    package func explain() -> [String] { [] }
}
