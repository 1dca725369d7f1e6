import Exchange

/// What runs leave behind, by how long it is kept.
package enum PruneClass: String, Codable, Sendable, CaseIterable {
    case content, rejects, reports, ledger

    /// In seconds.
    package func limit(_ retention: Retention) -> Int {
        switch self {
        case .content: retention.content
        case .rejects: retention.rejects
        case .reports: retention.reports
        case .ledger: retention.ledger
        }
    }

    /// What is counted.
    var noun: String {
        switch self {
        case .content: "file"
        case .rejects: "rejects file"
        case .reports: "report file"
        case .ledger: "ledger run"
        }
    }
}
