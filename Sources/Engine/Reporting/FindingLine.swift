import Exchange

/// A finding as reports and `--json` carry it.
package struct FindingLine: Codable, Hashable, Sendable {
    package let severity: String
    package let rule: String
    package let owner: String
    package let file: String?
    package let record: Int?
    package let byte: Int?
    package let line: Int?
    package let path: String?
    package let message: String
    package let remedy: String

    package init(_ finding: Finding) {
        let placed = finding.position.line > 0 || finding.position.record > 0
        severity = finding.severity.rawValue
        rule = finding.rule.name
        owner = finding.owner.rawValue
        file = finding.position.file
        record = finding.position.record > 0 ? finding.position.record : nil
        byte = placed ? finding.position.byte : nil
        line = finding.position.line > 0 ? finding.position.line : nil
        path = finding.position.path
        message = finding.message.hasSuffix(".") ? finding.message : finding.message + "."
        remedy = finding.remedy
    }
}

/// How often a rule spoke, kept word for word or not.
package struct RuleCount: Codable, Hashable, Sendable {
    package let rule: String
    package let severity: String
    package let owner: String
    package let remedy: String
    package let count: Int
}

extension Report {
    package var lines: [FindingLine] { findings.map(FindingLine.init) }

    /// Errors first, then by how often.
    package var ruleCounts: [RuleCount] {
        var rows: [(Severity, RuleCount)] = []
        for (code, counts) in counts {
            for (severity, count) in counts {
                let row = RuleCount(
                    rule: code.name, severity: severity.rawValue, owner: code.owner.rawValue, remedy: code.remedy,
                    count: count)
                rows.append((severity, row))
            }
        }
        return rows.sorted { ($1.0, $1.1.count, $0.1.rule) < ($0.0, $0.1.count, $1.1.rule) }.map(\.1)
    }
}
