import Exchange
import Ledger
import Synchronization
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

    /// The file of the other has gone, and a process that was stopped between intent and rename goes on, in the moment in
    /// which this one gives its delivery up: the receiver has it, takes it, and must not get it again.
    @Test(arguments: ["rename", "remove"]) func `never leads to a second copy when a sleeper wakes`(verb: String) throws
    {
        let copies = Copies()
        let final = "out/copy_1.txt"
        bench.targetTap.before { [target = bench.target] call throws(Fault) in
            guard copies.count == 0 else { return }
            if call == Tap.Call(verb: "rename", path: final) { return target.put(final, "other") }
            let ours = target.paths.filter { $0 != final && !$0.contains("-held") }
            guard call.verb == verb, target.paths.contains(final), let temporary = ours.first else { return }
            try target.take(final)
            try target.take(temporary)
            copies.add()
        }
        for _ in 0..<4 {
            _ = try bench.run()
            bench.targetTap.calm()
            guard bench.target.paths.contains(final) else { continue }
            if bench.delivered(final) == "one\ntwo\n" { copies.add() }
            try bench.target.take(final)
        }
        #expect(copies.count == 1)
        #expect(bench.target.paths == [])
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

/// How often the receiver got it.
private final class Copies: Sendable {
    private let number = Mutex(0)

    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
}
