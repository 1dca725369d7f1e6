import Exchange

@testable import Engine

/// Copies lines as `CopyFeed` does, and says what it was told to say.
struct ToldFeed: Feed {
    static let name = "told"
    static let summary = "lines as they are, and what it was told"
    static let settings: [Setting] = []

    var subject: String?
    var message = "A !."
    /// Columns of the findings, one after the other.
    var paths: [String] = []
    var codes: [NewCode] = []
    var comparison: Comparison?
    var changes: [String] = []

    init(
        subject: String? = nil, message: String = "A !.", paths: [String] = [], codes: [NewCode] = [],
        comparison: Comparison? = nil, changes: [String] = []
    ) {
        self.subject = subject
        self.message = message
        self.paths = paths
        self.codes = codes
        self.comparison = comparison
        self.changes = changes
    }

    init(_ settings: Settings) throws(Complaints) {}

    func explain() -> [String] { [] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        let silent = Report()
        var conversion = try CopyFeed().convert(
            arrivals, facts: facts, into: outbox, notebook: notebook, outside: outside, report: silent)
        report.tally = silent.tally
        for (index, finding) in silent.findings.enumerated() {
            let place = paths.isEmpty ? finding.position : finding.position.at(paths[index % paths.count])
            report.add(Finding(.error, CopyFeed.bang, place, message, subject: subject))
        }
        codes.forEach(report.add)
        conversion.comparison = comparison
        if !changes.isEmpty {
            let sink = try outbox.open(.changes, suffix: "csv")
            for line in ["change,identifier,group,fields"] + changes { try sink.write(Array((line + "\n").utf8)) }
            try outbox.finish(sink)
        }
        return conversion
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {}
    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}
}
