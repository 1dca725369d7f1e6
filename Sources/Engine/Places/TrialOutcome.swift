import Exchange

/// What trying a place came to.
package struct TrialOutcome: Sendable {
    package internal(set) var steps: [TrialStep] = []
    /// What went well, for one line: `login ok`, `1 file waiting`, `clock skew 2 s`.
    package internal(set) var phrases: [String] = []
    /// Whole sentences to be read: what is weak, what has changed.
    package internal(set) var remarks: [String] = []

    package var fault: Fault? { steps.lazy.compactMap(\.fault).first }
}
