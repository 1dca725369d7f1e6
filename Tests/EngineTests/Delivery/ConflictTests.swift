import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

@Suite struct `A final name that is taken` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{ordinal}.txt"
        try bench.put("in/a.txt", "one\ntwo\n")
    }

    @Test(arguments: ["one\ntwo\n", "other"]) func `is left to its owner, and the run held`(there: String) throws {
        bench.target.put("out/copy_1.txt", there)
        let report = try bench.run()
        #expect(report.exit == 2 && report.end == "open")
        #expect(report.rules.map(\.rule) == ["deliver.conflict"])
        #expect(report.deliveries.map(\.state) == ["held"])
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.delivered("out/copy_1.txt") == there)
        #expect(bench.there == ["in/a.txt"])
    }

    @Test func `and given free again lets the next run finish the same run`() throws {
        bench.target.put("out/copy_1.txt", "other")
        let held = try bench.run()
        #expect(try bench.run().exit == 2)
        try bench.target.take("out/copy_1.txt")
        let report = try bench.run()
        #expect(report.exit == 0 && report.run == held.run)
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.there == ["done/a.txt"] && bench.copies.isEmpty)
    }

    @Test(arguments: ["one\ntwo\n", "other"]) func `is passed by under the policy version`(there: String) throws {
        bench.conflict = .version
        bench.target.put("out/copy_1.txt", there)
        bench.target.put("out/copy_1-2.txt", there)
        #expect(try bench.run().deliveries.map(\.target) == ["out/copy_1-3.txt"])
        #expect(bench.delivered("out/copy_1.txt") == there && bench.delivered("out/copy_1-3.txt") == "one\ntwo\n")
    }

    @Test(arguments: ["one\ntwo\n", "other"]) func `is replaced under the policy replace`(there: String) throws {
        bench.conflict = .replace
        bench.target.put("out/copy_1.txt", there)
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.delivered("out/copy_1.txt") == "one\ntwo\n")
    }

    @Test func `by another in the very moment of the rename is left alone, too`() throws {
        bench.targetTap.before { [target = bench.target] call throws(Fault) in
            if call.verb == "rename" { target.put("out/copy_1.txt", "faster") }
        }
        let report = try bench.run()
        #expect(report.exit == 2 && bench.delivered("out/copy_1.txt") == "faster")
        bench.targetTap.calm()
        #expect(bench.target.paths == ["out/copy_1.txt"])
        try bench.target.take("out/copy_1.txt")
        #expect(try bench.run().exit == 0)
    }

    @Test func `keeps later deliveries waiting with it`() throws {
        bench.feed = CopyFeed(outputs: 2)
        bench.target.put("out/copy_1.txt", "other")
        let report = try bench.run()
        #expect(report.deliveries.map(\.state) == ["held", "planned"] && bench.target.paths == ["out/copy_1.txt"])
        try bench.target.take("out/copy_1.txt")
        #expect(try bench.run().deliveries.map(\.state) == ["delivered", "delivered"])
        #expect(bench.delivered("out/copy_1.txt") == "one\n" && bench.delivered("out/copy_2.txt") == "two\n")
    }

    @Test func `does not undo what was delivered before it`() throws {
        bench.feed = CopyFeed(outputs: 2)
        bench.target.put("out/copy_2.txt", "other")
        #expect(try bench.run().deliveries.map(\.state) == ["delivered", "held"])
        try bench.target.take("out/copy_2.txt")
        bench.targetTap.before { call throws(Fault) in
            if call.path.contains("copy_1") { #expect(call.verb == "stat" && call.path.hasSuffix(".handled")) }
        }
        #expect(try bench.run().exit == 0)
    }

    @Test func `by our own second output is a mistake of the profile`() throws {
        bench.feed = CopyFeed(outputs: 2)
        bench.name = "copy.txt"
        let report = try bench.run()
        #expect(report.exit == 7 && report.fault?.code == "run.name.twice")
        #expect(report.counts.accepted == 0 && bench.out.isEmpty && bench.copies.isEmpty && bench.there == ["in/a.txt"])
    }

    @Test func `by nobody is filled in order`() throws {
        bench.feed = CopyFeed(outputs: 2)
        _ = try bench.run()
        let names = bench.targetTap.calls.filter { $0.verb == "rename" }.map(\.path)
        #expect(names == ["out/copy_1.txt", "out/copy_2.txt"])
    }
}
