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
}
