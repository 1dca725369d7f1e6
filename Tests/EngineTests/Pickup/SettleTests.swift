import Exchange
import Testing
import Transports

@testable import Engine

@Suite struct `A file that may still grow` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.settle = 2000
        try bench.put("in/a.txt", "one\n")
    }

    @Test func `is looked at twice, as far apart as the profile says`() throws {
        #expect(try bench.run().exit == 0)
        #expect(bench.time.slept == [2000])
    }

    @Test func `is left alone while it grows, and named`() throws {
        bench.time.whileAsleep = { [bench] _ in bench.source.put("in/a.txt", "one\ntwo\n") }
        let report = try bench.run()
        #expect(report.exit == 3 && report.headline.hasPrefix("in/a.txt is still being written"))
        #expect(bench.there == ["in/a.txt"] && bench.out.isEmpty && bench.copies.isEmpty)
        bench.time.whileAsleep = { _ in }
        #expect(try bench.run().exit == 0)
        #expect(bench.delivered(bench.out[0]) == "one\ntwo\n")
    }

    @Test func `keeps the others waiting with it`() throws {
        try bench.put("in/b.txt", "b\n")
        bench.time.whileAsleep = { [bench] _ in bench.source.put("in/b.txt", "bb\n") }
        #expect(try bench.run().headline.hasPrefix("in/b.txt"))
        #expect(bench.there == ["in/a.txt", "in/b.txt"])
    }

    @Test func `needs no second look where an earlier run looked long enough ago`() throws {
        try bench.put("in/b.txt", "b\n")
        bench.time.whileAsleep = { [bench] _ in bench.source.put("in/b.txt", "bb\n") }
        #expect(try bench.run().exit == 3)
        try bench.source.take("in/b.txt")
        #expect(try bench.run().exit == 0)
        #expect(bench.time.slept == [2000])
    }

    @Test func `keeps the batch waiting while others still appear`() throws {
        bench.time.whileAsleep = { [bench] _ in bench.source.put("in/b.txt", "b\n") }
        let report = try bench.run()
        #expect(report.exit == 3 && report.arrivals.isEmpty)
        #expect(report.headline == "in/b.txt has only just appeared; all are taken once no other appears.")
        bench.time.whileAsleep = { _ in }
        #expect(try bench.run().arrivals.map(\.path) == ["in/a.txt", "in/b.txt"])
    }

    @Test func `does not starve where the batch is full: who appears waits`() throws {
        bench.atMost = 1
        bench.time.whileAsleep = { [bench] times in bench.source.put("in/b\(times).txt", "b\n") }
        #expect(try bench.run().arrivals.map(\.path) == ["in/a.txt"])
    }

    @Test func `that vanishes is not taken`() throws {
        try bench.put("in/b.txt", "b\n")
        bench.time.whileAsleep = { [bench] _ in
            do { try bench.source.take("in/a.txt") } catch { Issue.record(error) }
        }
        #expect(try bench.run().headline.hasPrefix("in/a.txt is still being written"))
    }

    @Test(arguments: [(false, 2000), (true, 10_000)])
    func `is watched longer across a network`(isRemote: Bool, expected: Int) throws {
        bench.settle = nil
        if isRemote { bench.sourceTap.goFar() }
        let report = try bench.run()
        #expect(bench.time.slept == [expected])
        #expect(report.arrivals.map(\.ready) == ["unchanged for \(expected / 1000) s"])
    }

    @Test func `was first seen by our clock, whatever the server's says`() throws {
        bench.settle = 0
        bench.age = 600_000
        bench.sourceTap.shift(-26 * 3600)
        let early = try bench.run()
        #expect(
            early.exit == 3
                && early.headline == "in/a.txt is taken once it has been there, unchanged, for 10 min by our clock.")
        bench.time.sleep(599_000)
        #expect(try bench.run().exit == 3)
        bench.time.sleep(1000)
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.ready) == ["first seen 10 min before"])
    }

    @Test func `is young again once it has changed`() throws {
        bench.settle = 0
        bench.age = 600_000
        #expect(try bench.run().exit == 3)
        bench.time.sleep(600_000)
        try bench.put("in/a.txt", "one\ntwo\n")
        #expect(try bench.run().exit == 3)
        bench.time.sleep(600_000)
        #expect(try bench.run().exit == 0)
    }

    @Test func `grows old while a run waits for it`() throws {
        bench.settle = 0
        bench.age = 5000
        bench.wait = 60_000
        #expect(try bench.run().exit == 0)
        #expect(bench.time.slept == [1000, 1000, 1000, 1000, 1000])
    }
}
