import Exchange

/// One thing that was tried at a place, and how it went.
package struct TrialStep: Sendable {
    /// `login`, `read outgoing`, `write sis`.
    package let name: String
    /// What was found, in a few words; empty where it failed.
    package let words: String
    package let fault: Fault?

    static func done(_ name: String, _ words: String) -> TrialStep { TrialStep(name: name, words: words, fault: nil) }
    static func failed(_ name: String, _ fault: Fault) -> TrialStep { TrialStep(name: name, words: "", fault: fault) }
}
