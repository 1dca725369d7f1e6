import Exchange
import Testing
import Transports

@testable import Engine

@Suite struct `A file that rests and is not whole` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.feed = TrailerFeed()
        try bench.put("in/a.txt", "one\n")
    }

    @Test func `is vetoed by the feed, left where it is, and taken once its end is there`() throws {
        for _ in 1...2 {
            let report = try bench.run()
            #expect(report.exit == 3 && report.fault?.code == "pickup.unfinished")
            #expect(report.headline == "a.txt is not whole yet, nothing was sent: The last line is not END.")
            #expect(bench.there == ["in/a.txt"] && bench.out.isEmpty && bench.copies.isEmpty)
        }
        try bench.put("in/a.txt", "one\nEND\n")
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.ready) == ["trailer at its end"])
        #expect(ReportText(report).text.contains("(finished: trailer at its end)"))
    }

    @Test func `keeps the whole ones waiting with it`() throws {
        try bench.put("in/b.txt", "two\nEND\n")
        #expect(try bench.run().headline.hasPrefix("a.txt is not whole yet"))
        #expect(bench.out.isEmpty)
    }

    @Test func `says all that is known of it`() throws {
        bench.settle = 2000
        bench.doneFile = try NamePattern("{name}.ok", allowed: Placeholder.ofDoneFiles)
        try bench.put("in/a.txt", "one\nEND\n")
        try bench.put("in/a.txt.ok", "")
        let report = try bench.run()
        #expect(report.arrivals.map(\.ready) == ["done-file there, unchanged for 2 s, trailer at its end"])
    }
}

/// Copies lines as `CopyFeed` does; the last must be END.
private struct TrailerFeed: Feed {
    static let name = "trailer"
    static let summary = "lines up to an END"
    static let settings: [Setting] = []
    static let cut = Code("trailer.cut", .data, owner: .it, cause: "There is no END.", remedy: "Wait for it.")
    private let inner = CopyFeed()

    init() {}
    init(_ settings: Settings) throws(Complaints) {}

    func explain() -> [String] { [] }

    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        var text: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            text += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        guard text.suffix(4).elementsEqual("END\n".utf8) else {
            throw Fault(TrailerFeed.cut, .retry(after: 60), "The last line is not END.")
        }
        report.isWhole(file.name, as: "trailer at its end")
    }

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        try inner.convert(
            arrivals, facts: facts, into: outbox, notebook: notebook, outside: outside, report: report)
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {
        try inner.verify(outputs, tally: tally, how)
    }

    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}
}
