import Exchange
import Ledger
import Machine
import Testing

@testable import Engine

/// Files over which runs, or their processes, end again and again.
@Suite struct `Files that a run cannot cope with` {
    /// A run that has its files and no deliveries yet; `lost` processes have ended there since.
    @discardableResult
    private func standing(_ bench: Bench, lost: Int) throws -> Step {
        try bench.put("in/a.txt", "one\ntwo\n")
        for question in 1...100 {
            try bench.run(abort: Stopper(at: question).abort)
            let step = try #require(try bench.ledger { try $0.openRun(of: "copy")?.step })
            if step < .convert { continue }
            try #require(step < .deliver)
            try lose(bench, lost)
            return step
        }
        throw Missed()
    }

    private func lose(_ bench: Bench, _ count: Int) throws {
        for _ in 0..<count {
            try bench.told { ledger in
                let open = try #require(try ledger.openRun(of: "copy"))
                _ = try ledger.claim(run: open.id, owner: "lost")
            }
        }
    }

    @Test func `row 40: are set aside after three processes that left no word, and later files go on`() throws {
        let bench = try Bench()
        let step = try standing(bench, lost: 3)
        let report = try bench.run(RunWishes(lastEnd: "was ended by signal 4"))
        #expect(report.end == "rejected" && report.fault?.code == "run.poison")
        #expect(
            report.headline
                == "in/a.txt is set aside after 3 processes that ended, each without a word in step '\(step)'. "
                + "The last one was ended by signal 4. Nothing was sent.")
        #expect(report.arrivals.map(\.state) == ["taken"] && bench.out.isEmpty && bench.there == ["in/a.txt"])
        #expect(try bench.run().end == "nothing to do")
        try bench.put("in/b.txt", "three\n")
        #expect(try bench.run().end == "done" && bench.out.count == 1)
    }

    @Test func `are taken again once their content or the profile changes, or a person says so`() throws {
        for way in 0..<3 {
            let bench = try Bench()
            try standing(bench, lost: 3)
            try bench.run()
            var wishes = RunWishes()
            switch way {
            case 0: try bench.put("in/a.txt", "one\ntwo\nthree\n")
            case 1: bench.configuration = "2"
            default: wishes = RunWishes(again: "the program was mended")
            }
            #expect(try bench.run(wishes).end == "done" && bench.out.count == 1, "\(way)")
        }
    }

    @Test func `are tried once more after two, and for ever where the profile says so`() throws {
        let bench = try Bench()
        try standing(bench, lost: 2)
        #expect(try bench.run().end == "done")
        let stubborn = try Bench()
        stubborn.bounds = RunBounds(attempts: 0)
        try standing(stubborn, lost: 30)
        #expect(try stubborn.run().end == "done")
    }

    @Test func `row 58: are not blamed for processes that were asked to stop`() throws {
        let bench = try Bench()
        try standing(bench, lost: 2)
        #expect(try bench.run(abort: Stopper(at: 1).abort).headline == "Stopped on request.")
        try lose(bench, 2)
        #expect(try bench.run().end == "done")
    }

    @Test func `are finished, whoever ends, once their deliveries are planned`() throws {
        let bench = try Bench()
        try bench.put("in/a.txt", "one\n")
        for question in 1...200 {
            try bench.run(abort: Stopper(at: question).abort)
            if try bench.ledger({ try $0.openRun(of: "copy")?.step }) == .deliver { break }
        }
        try lose(bench, 9)
        #expect(try bench.run().end == "done" && bench.out.count == 1)
    }

    @Test func `are set aside with the third run in a row that fails on them, which is said once`() throws {
        let bench = try Bench()
        try bench.put("in/a.txt", "?\n")
        for _ in 0..<2 {
            let report = try bench.run()
            #expect(report.fault?.code == "copy.refused" && report.findings.isEmpty)
        }
        let last = try bench.run()
        #expect(last.end == "rejected" && last.fault?.code == "copy.refused")
        #expect(last.findings.map(\.rule) == ["run.poison"], "\(last.headline)")
        #expect(try bench.run().end == "nothing to do")
        bench.configuration = "2"
        #expect(try bench.run().fault?.code == "copy.refused")
    }

    @Test func `hold up newer ones no longer`() throws {
        let bench = try Bench()
        try bench.put("in/a.txt", "?\n")
        try bench.run()
        try bench.put("in/b.txt", "well\n")
        try bench.run()
        #expect(try bench.run().arrivals.map(\.state) == ["taken", "staged"])
        #expect(try bench.run().end == "done" && bench.out.count == 1)
        #expect(bench.there == ["done/b.txt", "in/a.txt"])
    }

    @Test func `that a program of one's own cannot cope with are set aside, too`() throws {
        let bench = try Bench()
        bench.feed = FaultFeed(code: .outsideEnded)
        try bench.put("in/a.txt", "one\n")
        let ends = try (0..<4).map { _ in try bench.run().end }
        #expect(ends == ["configuration", "configuration", "rejected", "nothing to do"])
    }

    @Test func `are not blamed for what the machine or a place lacks, nor for not being whole yet`() throws {
        for code in [Code.machineDiskFull, .placeLost, .pickupUnfinished, .outsideStart] {
            let bench = try Bench()
            bench.feed = FaultFeed(code: code)
            try bench.put("in/a.txt", "one\n")
            for _ in 0..<5 { try bench.run() }
            bench.feed = CopyFeed()
            #expect(try bench.run().end == "done", "\(code.name)")
        }
    }
}

private struct Missed: Error {}

/// Fails always, in the same way.
private struct FaultFeed: Feed {
    static let name = "fault"
    static let summary = "fails"
    static let settings: [Setting] = []

    let code: Code

    init(code: Code) { self.code = code }
    init(_ settings: Settings) throws(Complaints) { code = .runBooks }

    func explain() -> [String] { [] }
    func inspect(_ file: any StagedFile, report: Report) throws(Fault) {
        if code == .pickupUnfinished { throw Fault(code, .retry(after: 5), "It has no end.") }
    }

    func convert(
        _ arrivals: [any StagedFile], facts: RunFacts, into outbox: any Outbox, notebook: any Notebook,
        outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) -> Conversion {
        throw Fault(code, .stop, "It failed.")
    }

    func verify(_ outputs: [any StagedFile], tally: Tally, _ how: Verification) throws(Fault) {}
    static func recognise(_ file: any StagedFile) throws(Fault) -> String? { nil }
    static func examine(_ file: any StagedFile, report: Report) throws(Fault) -> [String] { [] }
    func validate(
        _ file: any StagedFile, now: CivilTime, outside: (any OutsideTransformer)?, report: Report
    ) throws(Fault) {}
}
