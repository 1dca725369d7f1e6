/// Why something is told about a run. A run may have several: done with rejects, and the first success after a failure.
package enum NoticeCause: String, Sendable, CaseIterable {
    /// A person must decide before anything goes on.
    case held
    /// It could not do its work: refused input, a place, the configuration, the machine. Interrupted runs, too.
    case failed
    /// An expected file did not come.
    case missing
    /// What was delivered is still there, though the receiver should have taken it by now.
    case notTaken = "not_taken"
    /// Done, and records were rejected.
    case rejects
    /// The first success after one of the above.
    case recovered
    /// Done, with or without rejects.
    case done
    /// There was nothing to do.
    case nothing
    /// Whatever happened.
    case every

    /// Whether somebody must act; the same trouble again within the quiet hours is only counted.
    package var isTrouble: Bool {
        switch self {
        case .held, .failed, .missing, .notTaken, .rejects: true
        case .recovered, .done, .nothing, .every: false
        }
    }

    package var words: String {
        switch self {
        case .held: "is held"
        case .failed: "fails"
        case .missing: "misses an expected file"
        case .notTaken: "finds that a delivery was not taken"
        case .rejects: "rejects records"
        case .recovered: "succeeds after trouble"
        case .done: "is done"
        case .nothing: "has nothing to do"
        case .every: "ends, however it ends"
        }
    }
}
