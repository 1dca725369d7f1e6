import Exchange

/// How often a rule spoke, kept word for word or not.
package struct RuleCount: Codable, Hashable, Sendable {
    package let rule: String
    package let severity: String
    package let owner: String
    package let remedy: String
    package let count: Int
    /// How often about which column or element, where findings named one.
    package let places: [String: Int]?
}

extension Report {
    /// Errors first, then by how often.
    package var ruleCounts: [RuleCount] {
        var rows: [(Severity, RuleCount)] = []
        for (code, counts) in counts {
            for (severity, count) in counts {
                let row = RuleCount(
                    rule: code.name, severity: severity.rawValue, owner: owner(of: code).rawValue, remedy: code.remedy,
                    count: count, places: places[code]?[severity])
                rows.append((severity, row))
            }
        }
        return rows.sorted { ($1.0, $1.1.count, $0.1.rule) < ($0.0, $0.1.count, $1.1.rule) }.map(\.1)
    }
}
