import Exchange

/// What a check of money does where it is not kept.
enum CheckLevel: String, Sendable, CaseIterable {
    case reject, warn, note, off

    /// Nil where nothing is to be said.
    var severity: Severity? {
        switch self {
        case .reject: .error
        case .warn: .warning
        case .note: .note
        case .off: nil
        }
    }
}
