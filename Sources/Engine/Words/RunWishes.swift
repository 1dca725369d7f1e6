import Exchange

/// What the person or the schedule that starts a run asks for.
package struct RunWishes: Hashable, Sendable {
    /// What started it: `by hand`, `schedule`.
    package let origin: String
    /// The slot of the schedule it is for: each is run once. Nil for none.
    package let slot: String?
    /// The run's clock; now where nil.
    package let asOf: Moment?
    /// Everything but the delivery: nothing leaves, nothing at the source changes, and the ledger keeps no trace.
    package let dryRun: Bool
    /// Take files again that were delivered already; the reason is recorded.
    package let again: String?
    /// Go on as if nothing had been delivered before, where the last load is lost; the reason is recorded.
    package let withoutBaseline: String?
    /// Only part of the input. Such a run delivers, but takes no file and remembers no load.
    package let selection: Selection?
    /// By when a file was expected, for sentences: `by 04:00`. A run that finds none to take is `missing` then; nil: none
    /// is expected yet.
    package let expected: String?
    /// Prepare and hold: a person looks before anything is sent.
    package let review: Bool

    /// How many records the load should have; one of these. Empty where nobody says.
    package let records: [ClosedRange<Int>]
    /// How the last process that was at work on it ended, for sentences: `was ended by signal 4`; nil where nobody knows.
    package let lastEnd: String?

    package init(
        origin: String = "by hand", slot: String? = nil, asOf: Moment? = nil, dryRun: Bool = false,
        again: String? = nil,
        withoutBaseline: String? = nil, selection: Selection? = nil, expected: String? = nil,
        records: [ClosedRange<Int>] = [], lastEnd: String? = nil, review: Bool = false
    ) {
        self.records = records
        self.lastEnd = lastEnd
        self.review = review
        self.expected = expected
        self.origin = origin
        self.slot = slot
        self.asOf = asOf
        self.dryRun = dryRun
        self.again = again
        self.withoutBaseline = withoutBaseline
        self.selection = selection
    }
}
