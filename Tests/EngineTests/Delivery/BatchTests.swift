import Exchange
import Ledger
import Synchronization
import Testing
import Transports

@testable import Engine

@Suite struct `Many deliveries` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{ordinal}.txt"
    }

    /// As many lines as outputs, so that each has one.
    private func give(_ outputs: Int) throws {
        bench.feed = CopyFeed(outputs: outputs)
        try bench.put("in/a.txt", (1...outputs).map { "line \($0)\n" }.joined())
    }

    private func states(_ report: RunReport) -> [String] { report.deliveries.map(\.state) }

    @Test func `go out in few conversations and few commits`() throws {
        try give(600)
        let report = try bench.run()
        #expect(report.exit == 0 && Set(states(report)) == ["delivered"] && bench.target.paths.count == 600)
        for number in [1, 257, 600] { #expect(bench.delivered("out/copy_\(number).txt") == "line \(number)\n") }
        let batches = bench.targetTap.batches
        #expect(batches["store"] == 3 && batches["rename"] == 3 && batches["fetch"] == 3, "\(batches)")
        #expect(batches.values.reduce(0, +) < 30, "\(batches)")
    }

    @Test func `are published in the order of their ordinals`() throws {
        try give(300)
        _ = try bench.run()
        let renames = bench.targetTap.calls.filter { $0.verb == "rename" }.map(\.path)
        #expect(renames == (1...300).map { "out/copy_\($0).txt" })
    }

    @Test func `have their intents on the disk before the first rename`() throws {
        try give(5)
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeLost, .stop, "The line is cut.") }
        }
        let report = try bench.run()
        #expect(report.exit == 6 && states(report) == Array(repeating: "publishing", count: 5))
        bench.targetTap.calm()
        let stores = bench.targetTap.calls.count { $0.verb == "store" }
        #expect(try bench.run().exit == 0)
        #expect(bench.targetTap.calls.count { $0.verb == "store" } == stores && bench.target.paths.count == 5)
    }

    @Test(arguments: 1...5) func `cut at any of their renames are finished without a second upload`(at: Int) throws {
        try give(5)
        let counter = Counter(failing: at)
        bench.targetTap.after { call throws(Fault) in if call.verb == "rename" { try counter.pass() } }
        #expect(try bench.run().exit == 6)
        bench.targetTap.calm()
        let stores = bench.targetTap.calls.count { $0.verb == "store" }
        #expect(try bench.run().exit == 0)
        #expect(bench.targetTap.calls.count { $0.verb == "store" } == stores)
        #expect(bench.target.paths == (1...5).map { "out/copy_\($0).txt" })
    }

    @Test func `of which one cannot be stored: those in front go out, those behind wait, nothing is left`() throws {
        try give(5)
        let stored = Counting()
        bench.targetTap.refuse { call in
            guard call.verb == "store", stored.next() == 3 else { return nil }
            return Fault(.placeRefused, .stop, "The name is not allowed.")
        }
        let report = try bench.run()
        #expect(report.exit == 6 && report.fault?.code == "place.refused")
        #expect(states(report) == ["delivered", "delivered", "uploading", "uploading", "uploading"])
        #expect(bench.target.paths == ["out/copy_1.txt", "out/copy_2.txt"])
        bench.targetTap.refuse { _ in nil }
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths.count == 5)
        #expect(bench.targetTap.calls.count { $0.verb == "rename" && $0.path == "out/copy_1.txt" } == 1)
    }

    @Test func `of which one reads back otherwise: those in front go out, and it is sent anew`() throws {
        try give(4)
        let stored = Counting()
        bench.targetTap.after { [target = bench.target] call throws(Fault) in
            if call.verb == "store", stored.next() == 2 { target.put(call.path, "line ?\n") }
        }
        let report = try bench.run()
        #expect(report.fault?.code == "deliver.check" && bench.target.paths == ["out/copy_1.txt"])
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.delivered("out/copy_2.txt") == "line 2\n")
    }

    @Test func `of which one's name is taken in the very moment: it is held, and nothing is remembered yet`() throws {
        try give(3)
        bench.targetTap.before { [target = bench.target] call throws(Fault) in
            if call.verb == "rename" { target.put("out/copy_2.txt", "faster") }
        }
        let held = try bench.run()
        #expect(held.exit == 2 && states(held) == ["delivered", "held", "delivered"])
        #expect(bench.delivered("out/copy_2.txt") == "faster" && bench.target.paths.count == 3)
        #expect(try bench.ledger { try $0.entry("copy", "last") } == nil)
        bench.targetTap.calm()
        try bench.target.take("out/copy_2.txt")
        #expect(try bench.run().exit == 0)
        #expect(bench.delivered("out/copy_2.txt") == "line 2\n")
        #expect(try bench.ledger { try $0.entry("copy", "last") } == held.run)
    }

    @Test func `of which one is in doubt keep those behind it from being sent`() throws {
        try give(3)
        bench.targetTap.after { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeLost, .stop, "The line is cut.") }
        }
        #expect(try bench.run().exit == 6)
        try bench.target.take("out/copy_1.txt")
        bench.targetTap.calm()
        let report = try bench.run()
        #expect(report.exit == 2 && states(report) == ["in doubt", "publishing", "publishing"])
        #expect(!bench.target.paths.contains("out/copy_2.txt"))
    }

    @Test func `of any name are found their version in few questions, and none takes another's`() throws {
        bench.conflict = .version
        bench.name = "copy-{ordinal}.txt"
        try give(2)
        bench.target.put("out/copy-1.txt", "old")
        bench.target.put("out/copy-2.txt", "old")
        #expect(try bench.run().deliveries.map(\.target) == ["out/copy-1-2.txt", "out/copy-2-2.txt"])
    }

    @Test func `arrive in few conversations, too, and are let go of in few`() throws {
        for number in 1...600 { try bench.put("in/\(number).txt", "line \(number)\n") }
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.count == 600)
        let batches = bench.sourceTap.batches
        #expect(batches["fetch"] == 3 && batches["rename"] == 3, "\(batches)")
        #expect(bench.there.count == 600 && bench.there.allSatisfy { $0.hasPrefix("done/") })
    }

    @Test func `of arrivals that cannot all be let go of, those that could are not looked at again`() throws {
        for number in 1...4 { try bench.put("in/\(number).txt", "line \(number)\n") }
        bench.sourceTap.refuse { call in
            call == Tap.Call(verb: "rename", path: "done/3.txt") ? Fault(.placeRefused, .stop, "No.") : nil
        }
        let report = try bench.run()
        #expect(report.exit == 6 && report.arrivals.map(\.state) == ["released", "released", "taken", "released"])
        bench.sourceTap.refuse { _ in nil }
        #expect(try bench.run().exit == 0)
        #expect(bench.there == (1...4).map { "done/\($0).txt" })
    }
}

/// Counts from 1.
final class Counting: Sendable {
    private let count = Atomic<Int>(0)
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
