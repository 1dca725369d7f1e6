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
    /// The record's identifier or its pseudonym, where the institution lets reports name it.
    package let subject: String?
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
        subject = finding.subject
        message = finding.message.hasSuffix(".") ? finding.message : finding.message + "."
        remedy = finding.remedy
    }

    /// `people.csv, line 12 (900123456): `, or nothing where the finding is about no place; the file where wanted.
    package func place(withFile: Bool = false) -> String {
        let record = line.map { "line \(grouped($0))" } ?? record.map { "record \(grouped($0))" }
        let parts = [withFile ? file : nil, record].compactMap(\.self).joined(separator: ", ")
        if let subject { return parts.isEmpty ? "\(subject): " : "\(parts) (\(subject)): " }
        return parts.isEmpty ? "" : parts + ": "
    }
}

extension Report {
    package var lines: [FindingLine] { findings.map(FindingLine.init) }
}
