import Engine
import Exchange
import Glibc

/// What `exchange validate` thinks of a file.
struct Opinion {
    let feed: String
    let takenFor: String
    let notChecked: [String]
    let fault: Fault?
    let end: End

    /// `limits` are the profile's guards, where one is named: they judge the file as a run would.
    init(
        feed: String, takenFor: String, _ report: Report, limits: GuardLimits = GuardLimits(),
        _ examine: () throws(Fault) -> [String]
    ) {
        self.feed = feed
        self.takenFor = takenFor
        var missed: [String] = []
        var fault: Fault?
        do throws(Fault) { missed = try examine() } catch { fault = error }
        notChecked = missed
        self.fault = fault
        // One file by itself is compared with nothing.
        let tripped = fault == nil ? GuardVerdict.judge(report.tally, nil, limits) : []
        for verdict in tripped { report.add(Finding(.error, verdict.code, Position(), verdict.why)) }
        if let fault {
            end = fault.end
        } else if !tripped.isEmpty {
            end = .held
        } else if report.tally.accepted == 0 {
            end = .rejected
        } else {
            end = report.tally.rejected > 0 ? .doneWithRejects : .done
        }
    }

    /// The word programs read.
    var verdict: String {
        switch end {
        case .done, .doneWithRejects: "accept"
        case .held: "hold"
        default: "reject"
        }
    }
}

/// Prints an opinion: one JSON object, or text.
struct OpinionPrinter {
    private struct Document: Encodable {
        let feed: String
        let takenFor: String
        let verdict: String
        let records: RunCounts
        let findings: [FindingLine]
        let rules: [RuleCount]
        let remarks: [String]
        let notChecked: [String]
        let fault: FaultLine?
    }

    private let document: Document

    init(_ opinion: Opinion, _ report: Report) {
        document = Document(
            feed: opinion.feed, takenFor: opinion.takenFor, verdict: opinion.verdict, records: RunCounts(report.tally),
            findings: report.lines, rules: report.ruleCounts, remarks: report.remarks, notChecked: opinion.notChecked,
            fault: opinion.fault.map { FaultLine($0, report) })
    }

    func print(asJSON: Bool) {
        if asJSON { return Terminal.put(json(document), on: STDOUT_FILENO) }
        let tone: Terminal.Tone =
            document.verdict == "accept" ? (document.records.rejected > 0 ? .yellow : .green) : .red
        let verdict = "\(document.verdict.uppercased())  taken for \(document.takenFor), feed \(document.feed)"
        Terminal.put(Terminal.paint(shown(verdict), tone) + "\n", on: STDOUT_FILENO)
        if let fault = document.fault {
            say("  \(fault.message)")
            say("  -> \(fault.remedy)  [\(fault.code)]")
        }
        let counts = document.records
        let further = [(counts.filtered, "left out"), (counts.merged, "merged")].filter { $0.0 > 0 }
        let words = [(counts.accepted, "accepted"), (counts.rejected, "rejected")] + further
        let added = counts.added > 0 ? " and \(grouped(counts.added)) added" : ""
        say(
            "  \(counted(counts.read, "record"))\(added): "
                + words.map { "\(grouped($0.0)) \($0.1)" }.joined(separator: ", "))
        for remark in document.remarks { say("  \(remark)") }
        for rule in document.rules { tell(rule) }
        for missed in document.notChecked { say("  not checked: \(missed)") }
    }

    /// The first of a rule's findings, how many more there are, and what to do about all of them.
    private func tell(_ rule: RuleCount) {
        let findings = document.findings.filter { $0.rule == rule.rule && $0.severity == rule.severity }.prefix(5)
        say("  \(rule.severity)  \(grouped(rule.count)) x \(rule.rule)")
        for finding in findings { say("      \(finding.place(withFile: namesFiles))\(finding.message)") }
        if rule.count > findings.count { say("      and \(grouped(rule.count - findings.count)) more") }
        say("      -> \(findings.first?.remedy ?? rule.remedy)")
    }

    /// Where findings are about several files (of one zip), each says which.
    private var namesFiles: Bool { Set(document.findings.map(\.file)).count > 1 }

    private func say(_ text: String) { Terminal.put(shown(text) + "\n", on: STDOUT_FILENO) }
}
