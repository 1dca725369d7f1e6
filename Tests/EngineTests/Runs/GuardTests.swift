import Exchange
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `A load that` {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `is refused by its feed stays where it is, and nothing is sent`() throws {
        try bench.put("in/a.txt", "one\n!two\n?\n")
        for _ in 0..<2 {
            let report = try bench.run()
            #expect(report.exit == 5 && report.fault?.code == "copy.refused")
            // What was counted before the fault is no account of anything.
            #expect(report.counts == RunCounts(Tally()))
            #expect(bench.there == ["in/a.txt"] && bench.out.isEmpty && bench.copies.isEmpty && report.rejects.isEmpty)
        }
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().exit == 0)
    }

    @Test func `is too small is held, and nothing is sent`() throws {
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
        let report = try bench.run()
        #expect(report.exit == 2 && report.end == "held" && report.rules.map(\.rule) == ["guard.records"])
        #expect(bench.there == ["in/a.txt"] && bench.out.isEmpty)
        // The copy of the input goes; what would have been sent stays to be looked at.
        #expect(bench.copies == ["\(report.run)/out/1"])
    }

    @Test func `is held is not judged again until the rules change`() throws {
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
        let held = try bench.run()
        let again = try bench.run()
        #expect(again.exit == 2 && again.run != held.run && again.counts.read == 0 && again.arrivals.isEmpty)
        #expect(again.headline.contains("'exchange release \(held.run) --reason TEXT'"))
        bench.limits = GuardLimits(minRecords: 1)
        bench.configuration = "2"
        #expect(try bench.run().exit == 0)
        #expect(bench.there == ["done/a.txt"])
    }

    @Test func `is mostly wrong is held with the numbers`() throws {
        bench.limits = GuardLimits(maxRejectsPercent: 33)
        try bench.put("in/a.txt", "one\n!\nthree\n")
        let report = try bench.run()
        #expect(report.end == "held" && report.rules.contains { $0.rule == "guard.rejects" })
        #expect(report.headline.contains("1 of 3 records were rejected (33.3 %)"))
        #expect(bench.out.isEmpty)
    }

    @Test func `is just within its limits is delivered`() throws {
        bench.limits = GuardLimits(maxRejectsPercent: 50, minRecords: 1)
        try bench.put("in/a.txt", "one\n!\n")
        #expect(try bench.run().exit == 1)
    }

    @Test func `has nothing to deliver says so`() throws {
        bench.empty = .take
        try bench.put("in/a.txt", "")
        #expect(try bench.run().exit == 3)
        try bench.put("in/b.txt", "!\n")
        let report = try bench.run()
        #expect(report.exit == 5 && report.counts.rejected == 1 && report.rejects.count == 1)
        #expect(bench.there == ["in/a.txt", "in/b.txt"] && bench.out.isEmpty)
    }

    @Test func `fails its verification is not sent, and begun again by the next run`() throws {
        bench.feed = CopyFeed(isVerified: false)
        try bench.put("in/a.txt", "one\n")
        let report = try bench.run()
        #expect(report.exit == 8 && report.fault?.code == "copy.lie")
        #expect(bench.out.isEmpty && bench.there == ["in/a.txt"] && bench.copies.isEmpty)
        bench.feed = CopyFeed()
        #expect(try bench.run().exit == 0)
        #expect(bench.there == ["done/a.txt"])
    }

    @Test func `is only tried out leaves no trace but its report`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        for _ in 0..<2 {
            try Workspace(bench.scratch.path).clear("dry")
            let report = try bench.run(RunWishes(dryRun: true), state: "dry")
            #expect(report.exit == 1 && report.dryRun && report.deliveries.map(\.state) == ["not sent"])
            #expect(report.headline == "1 record would be delivered in 1 file; 1 record rejected.")
        }
        #expect(bench.there == ["in/a.txt"] && bench.target.paths.isEmpty && bench.targetTap.calls.isEmpty)
        #expect(bench.scratch.names("state").isEmpty)
        let left = bench.scratch.names("dry/runs/26-0001")
        #expect(left.contains("report.json") && !left.contains("in"))
        #expect(try bench.run().exit == 1)
    }
}
