import Exchange
import Rules

/// A profile's filters as a feed keeps them: a `RecordFilter` counts, so each run has one of its own.
struct RecordFilterPlan: Sendable {
    private let settings: Settings
    private let shape: RecordShape
    let explanation: [String]

    init(_ settings: Settings, _ shape: RecordShape, _ scope: RuleScope, _ complaints: inout Complaints) {
        self.settings = settings
        self.shape = shape
        explanation = RecordFilter(settings, shape: shape, scope: scope, &complaints).explanation
    }

    /// One run's; the settings have been read without complaint.
    func filter() -> RecordFilter {
        var complaints = Complaints([])
        return RecordFilter(settings, shape: shape, scope: RuleScope(settings), &complaints)
    }
}
