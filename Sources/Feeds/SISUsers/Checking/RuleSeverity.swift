import Exchange

/// What a rule of the pack does where it is broken.
enum RuleSeverity: String, Sendable, CaseIterable {
    case reject, warn, note, off

    /// Says it, where it is to be said; true when the user may go on.
    func say(_ finding: (Severity) -> Finding, _ report: Report) -> Bool {
        switch self {
        case .off: return true
        case .note: report.add(finding(.note))
        case .warn: report.add(finding(.warning))
        case .reject:
            report.add(finding(.error))
            return false
        }
        return true
    }
}
