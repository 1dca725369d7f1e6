import Exchange

/// A report as people read it: the verdict first, then what needs doing and by whom, then the facts. Plain text; the
/// command adds colour by the role of each line.
package struct ReportText {
    package enum Role: Sendable { case verdict, heading, detail, remedy, plain }

    package struct Line: Hashable, Sendable {
        package let role: Role
        package let text: String
    }

    private let report: RunReport
    /// Findings of one rule shown word for word.
    private let shownPerRule: Int

    package init(_ report: RunReport, shownPerRule: Int = 5) {
        self.report = report
        self.shownPerRule = shownPerRule
    }

    package var lines: [Line] { verdict + fault + todo + files + counts + remarks + ending }

    package var text: String { lines.map { $0.text + "\n" }.joined() }

    private var verdict: [Line] {
        let dry = report.dryRun ? "  DRY RUN" : ""
        return [
            Line(
                role: .verdict,
                text: "\(report.end.uppercased())\(dry)  \(report.profile)  run \(report.run)  \(report.clock)"),
            Line(role: .plain, text: "  \(report.headline)"),
        ]
    }

    private var fault: [Line] {
        guard let fault = report.fault else { return [] }
        let said = fault.message == report.headline ? [] : [Line(role: .plain, text: "  \(fault.message)")]
        return said + [
            Line(
                role: .plain,
                text:
                    "  what happens next: \(fault.next)\(report.end == RunReport.open ? "; the next run goes on here" : "")"
            ),
            Line(role: .remedy, text: "  -> \(fault.remedy)  [\(fault.code)]"),
        ]
    }

    private var todo: [Line] {
        let needing = report.rules.filter { $0.severity != Severity.note.rawValue }
        if needing.isEmpty { return [] }
        var lines = [Line(role: .heading, text: ""), Line(role: .heading, text: "To do")]
        for owner in Owner.allCases {
            let rules = needing.filter { $0.owner == owner.rawValue }
            if rules.isEmpty { continue }
            lines.append(Line(role: .heading, text: "  \(owner.title)"))
            for rule in rules { lines += self.rule(rule) }
        }
        return lines
    }

    private func rule(_ rule: RuleCount) -> [Line] {
        let findings = report.findings.filter { $0.rule == rule.rule && $0.severity == rule.severity }
        let verb = rule.severity == Severity.error.rawValue ? "" : " (\(rule.severity))"
        var lines = [Line(role: .plain, text: "    \(grouped(rule.count)) x \(rule.rule)\(verb)")]
        lines += findings.prefix(shownPerRule).map {
            Line(role: .detail, text: "        \(place($0))\($0.message)")
        }
        if rule.count > shownPerRule {
            lines.append(
                Line(role: .detail, text: "        and \(grouped(rule.count - min(shownPerRule, findings.count))) more")
            )
        }
        return lines + [Line(role: .remedy, text: "        -> \(findings.first?.remedy ?? rule.remedy)")]
    }

    /// `people.csv, line 12: `; the file only where there are several.
    private func place(_ finding: FindingLine) -> String {
        let file = report.arrivals.count > 1 ? finding.file : nil
        let line = finding.line.map { "line \(grouped($0))" }
        let parts = [file, line].compactMap(\.self)
        return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
    }

    private var files: [Line] {
        var lines = [Line(role: .heading, text: ""), Line(role: .heading, text: "Files")]
        lines.append(Line(role: .plain, text: "  from \(report.source)"))
        lines += report.arrivals.map { file in
            Line(
                role: .detail,
                text:
                    "    \(file.path)  \(sized(file.size))\(ReportText.digest(file.sha256))  \(ReportText.fate(file.state))"
            )
        }
        if report.deliveries.isEmpty { return lines + [Line(role: .plain, text: "  nothing was delivered")] }
        lines.append(Line(role: .plain, text: "  to   \(report.target)"))
        lines += report.deliveries.map { file in
            Line(
                role: .detail,
                text: "    \(file.target)  \(sized(file.size))\(ReportText.digest(file.sha256))  \(file.state)")
        }
        return lines
    }

    /// Until a file is let go of, whatever we did with our copy, it stands where it stood.
    private static func fate(_ state: String) -> String { state == "released" ? state : "still at the source" }

    private static func digest(_ hex: String?) -> String { hex.map { "  sha256 \($0.prefix(8))" } ?? "" }

    /// A fault kept the input from being read to its end.
    private var isCutShort: Bool { report.fault != nil && report.deliveries.isEmpty }

    private var counts: [Line] {
        let counts = report.counts
        if counts.read + counts.added == 0 { return [] }
        var right = ["\(grouped(counts.accepted)) accepted", "\(grouped(counts.rejected)) rejected"]
        if counts.filtered > 0 { right.append("\(grouped(counts.filtered)) left out") }
        if counts.merged > 0 { right.append("\(grouped(counts.merged)) merged") }
        let left = "\(grouped(counts.read)) read" + (counts.added > 0 ? " + \(grouped(counts.added)) added" : "")
        return [
            Line(role: .heading, text: ""),
            Line(role: .heading, text: isCutShort ? "Records, as far as they were read" : "Records"),
            Line(role: .plain, text: "  \(left) = \(right.joined(separator: " + "))"),
        ]
    }

    private var remarks: [Line] {
        if report.remarks.isEmpty { return [] }
        return [Line(role: .heading, text: "")] + report.remarks.map { Line(role: .plain, text: "  \($0)") }
    }

    private var ending: [Line] {
        var lines: [Line] = []
        lines += report.rejects.map {
            Line(role: .plain, text: "  rejected records: \($0)  (same layout: correct them there and run them again)")
        }
        if let code = report.fault?.code ?? report.rules.first?.rule {
            lines.append(Line(role: .plain, text: "  more about a code: exchange explain \(code)"))
        }
        return lines.isEmpty ? [] : [Line(role: .heading, text: "")] + lines
    }
}
