import Exchange
import Testing
import Transports

@testable import Engine

/// A feed with an error in it must not lose anybody's records silently.
@Suite struct `A careless feed` {
    enum Carelessness: CaseIterable {
        case leavesItsOutputOpen, makesNoOutput, losesCount
    }

    @Test(arguments: Carelessness.allCases)
    func `is stopped before anything is sent, and the source stays`(_ kind: Carelessness) throws {
        let bench = try Bench()
        bench.feed = CarelessFeed(kind: kind)
        try bench.put("in/a.txt", "one\ntwo\n")
        let report = try bench.run()
        #expect(report.exit == End.internalError.rawValue)
        #expect(report.fault?.code == (kind == .losesCount ? "run.books" : "run.outputs"))
        #expect(bench.target.paths.isEmpty)
        // The next run takes the file again, with a feed that has been mended.
        bench.feed = CopyFeed()
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths.count == 1)
    }
}

private struct CarelessFeed: Feed {
    static let name = "careless"
    static let summary = "loses things"
    static let settings: [Setting] = []

    let kind: `A careless feed`.Carelessness

    init(kind: `A careless feed`.Carelessness) { self.kind = kind }
    init(_ settings: Settings) throws(Complaints) { kind = .losesCount }

    func explain() -> [String] { [] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {}

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        report.tally.read = 2
        report.tally.accepted = kind == .losesCount ? 1 : 2
        if kind == .makesNoOutput { return Conversion() }
        let sink = try outbox.open(.delivery, suffix: "txt")
        try sink.write(Array("one\n".utf8))
        if kind == .losesCount { try outbox.finish(sink) }
        return Conversion()
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {}
    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}
}
