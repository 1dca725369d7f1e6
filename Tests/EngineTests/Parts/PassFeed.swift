import Exchange

/// Files as they are, by their names.
struct PassFeed: Feed {
    static let name = "pass"
    static let summary = "files as they are"
    static let settings: [Setting] = []

    init() {}
    init(_ settings: Settings) throws(Complaints) {}

    var placeholders: Set<Placeholder> { Placeholder.ofDeliveries.union(Placeholder.ofCopies) }
    var isAboutNames: Bool { true }
    func explain() -> [String] { [] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        for index in arrivals.indices {
            report.tally.read += 1
            report.tally.accepted += 1
            try outbox.pass(index)
        }
        return Conversion()
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        for output in outputs { try output.eachChunk { _ throws(Fault) in .more } }
    }

    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}
}
