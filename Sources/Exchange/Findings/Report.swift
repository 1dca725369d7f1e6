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
    /// How often each rule spoke of each place inside a record (`Position.path`), by severity; only so many places of a
    /// rule are told apart. Findings without a place are in `counts` alone.
    package private(set) var places: [Code: [Severity: [String: Int]]] = [:]
    package var tally = Tally()
    /// Codes that no list knows, in the order they were said.
    package private(set) var codes: [NewCode] = []
    /// Things the run wants read that are no finding about a record, in the order they were said.
    package private(set) var remarks: [String] = []
    /// What shows in a file's structure that it is whole, by its name: `zip directory at its end`.
    package private(set) var wholeness: [String: String] = [:]
    /// Whose data it is about: they are asked wherever a code names the registrar.
    package var source = Owner.registrar
    /// The file being read, put into every finding; a feed sets it when it begins a file.
    package var file: String?
    /// What a record's identifier is called in everything that is kept; nil where it must not be named.
    package var naming: (String) -> String? = { $0 }
    /// Called with every finding, kept or not.
    package var onFinding: ((Finding) -> Void)?
    /// Called now and then by long steps.
    package var onProgress: ((Progress) -> Void)?

    package init(keptPerRule: Int = 100) { self.keptPerRule = keptPerRule }

    package func add(_ finding: Finding) {
        let before = counts[finding.rule, default: [:]].values.reduce(0, +)
        counts[finding.rule, default: [:]][finding.severity, default: 0] += 1
        if let path = finding.position.path { count(path, finding) }
        guard before < keptPerRule || onFinding != nil else { return }
        let finding = finding.in(file).naming(naming).of(source)
        onFinding?(finding)
        if before < keptPerRule { findings.append(finding) }
    }

    private func count(_ path: String, _ finding: Finding) {
        let (rule, severity) = (finding.rule, finding.severity)
        if let known = places[rule]?[severity], known[path] == nil, known.count >= Report.placesPerRule { return }
        places[rule, default: [:]][severity, default: [:]][path, default: 0] += 1
    }

    private static let placesPerRule = 40

    package func add(_ code: NewCode) {
        if codes.count < keptPerRule { codes.append(code) }
    }

    /// A feed says so in `inspect`, in a few words, where it has seen the end of the file's structure.
    package func isWhole(_ file: String, as words: String) { wholeness[file] = words }

    package func remark(_ text: String) {
        if remarks.count < keptPerRule { remarks.append(text) }
    }

    /// Who must act on what a code says here.
    package func owner(of code: Code) -> Owner { code.owner == .registrar ? source : code.owner }

    package func count(_ severity: Severity) -> Int { counts.values.reduce(0) { $0 + ($1[severity] ?? 0) } }
    package func count(of rule: Code) -> Int { counts[rule, default: [:]].values.reduce(0, +) }
    package var worst: Severity? { Severity.allCases.reversed().first { count($0) > 0 } }
}
