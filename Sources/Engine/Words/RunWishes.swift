import Exchange

/// What the person or the schedule that starts a run asks for.
package struct RunWishes: Hashable, Sendable {
    /// What started it: `by hand`, `schedule`.
    package let origin: String
    /// The run's clock; now where nil.
    package let asOf: Moment?
    /// Everything but the delivery: nothing leaves, nothing at the source changes, and the ledger keeps no trace.
    package let dryRun: Bool
    /// Take files again that were delivered already; the reason is recorded.
    package let again: String?

    package init(origin: String = "by hand", asOf: Moment? = nil, dryRun: Bool = false, again: String? = nil) {
        self.origin = origin
        self.asOf = asOf
        self.dryRun = dryRun
        self.again = again
    }

    private static let againMark = ", again: "

    /// As the ledger keeps it: with the reason for taking files again. Whoever goes on with the run must know.
    var recordedOrigin: String { origin + (again.map { RunWishes.againMark + $0 } ?? "") }

    /// The reason a run was begun with to take files again, or nil.
    static func again(in recordedOrigin: String) -> String? {
        let parts = recordedOrigin.utf8.split(separator: againMark.utf8, maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : nil
    }
}
