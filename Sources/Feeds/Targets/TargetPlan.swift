import Exchange
import Rules

/// A profile's `write` block, read once: the layout the receiver wants, bound to the fields of a feed's records.
package struct TargetPlan: Sendable {
    /// What the block `write` may say.
    package static let settings: [Setting] = LayoutSettings.all

    package let layout: Layout
    let shape: RecordShape
    let columns: TargetColumns

    /// `settings` is the block itself. Adds every complaint and answers nil where there is one.
    package init?(
        _ settings: Settings, shape: RecordShape, scope: RuleScope, _ complaints: inout Complaints
    ) {
        guard let layout = LayoutReading.layout(settings, shape: shape, scope: scope, &complaints) else { return nil }
        self.layout = layout
        self.shape = shape
        columns = TargetColumns(layout, shape)
    }

    /// Whether a run makes files that are told apart by `{part}` in the delivery's name.
    package var usesParts: Bool { !layout.files.isEmpty || layout.control != nil }

    /// The layout in English, a sentence a line.
    package func explain() -> [String] { layout.explanation(shape) }
}
