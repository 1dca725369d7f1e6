/// Everything there is to say about the data of one run. Bounded: however bad a file is, memory stays flat, because
/// only the first findings of each rule are kept and all are counted.
///
/// Confined to its run: it is no `Sendable` and never leaves the thread that made it.
package final class Report {
    /// How many findings of one rule are kept word for word.
    package let keptPerRule: Int
    package private(set) var findings: [Finding] = []
    /// How often each rule spoke, kept or not, by severity.
    package private(set) var counts: [Code: [Severity: Int]] = [:]
    package var tally = Tally()
    /// Things the run wants read that are no finding about a record, in the order they were said.
    package private(set) var remarks: [String] = []
    /// The file being read, put into every finding; a feed sets it when it begins a file.
    package var file: String?
    /// Called now and then by long steps.
    package var onProgress: ((Progress) -> Void)?

    package init(keptPerRule: Int = 100) { self.keptPerRule = keptPerRule }

    package func add(_ finding: Finding) {
        let before = counts[finding.rule, default: [:]].values.reduce(0, +)
        counts[finding.rule, default: [:]][finding.severity, default: 0] += 1
        if before < keptPerRule { findings.append(finding.in(file)) }
    }

    package func remark(_ text: String) {
        if remarks.count < keptPerRule { remarks.append(text) }
    }

    package func count(_ severity: Severity) -> Int { counts.values.reduce(0) { $0 + ($1[severity] ?? 0) } }
    package func count(of rule: Code) -> Int { counts[rule, default: [:]].values.reduce(0, +) }
    package var worst: Severity? { Severity.allCases.reversed().first { count($0) > 0 } }
}
