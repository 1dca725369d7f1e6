/// How much a finding matters.
package enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Worth knowing; nothing needs doing.
    case note
    /// Delivered, but somebody should look.
    case warning
    /// The record (or the file) was not delivered.
    case error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}
