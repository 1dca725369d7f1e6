import Exchange
import Ledger
import Synchronization
import Testing
import Transports

@testable import Engine

@Suite struct `Before the intent` {
    /// Whether half a file has been stored.
    private final class Half: Sendable {
        private let stored = Mutex(false)
        var isStored: Bool { stored.withLock { $0 } }
        func store() { stored.withLock { $0 = true } }
    }

    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{ordinal}.txt"
        try bench.put("in/a.txt", "one\n")
    }

    @Test func `a store that breaks leaves nothing behind, and the next sends anew`() throws {
        for _ in 0..<3 {
            bench.targetTap.after { [target = bench.target] call throws(Fault) in
                guard call.verb == "store" else { return }
                target.put(call.path, "on")
                throw Fault(.placeFull, .stop, "There is no room for \(call.path).")
            }
            let report = try bench.run()
            #expect(report.exit == 6 && report.end == "open" && report.fault?.code == "place.full")
            #expect(bench.target.paths.isEmpty)
        }
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths == ["out/copy_1.txt"])
    }

    @Test func `an old temporary file that cannot be removed is named and hinders nobody`() throws {
        let half = Half()
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "remove", half.isStored { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        bench.targetTap.after { [target = bench.target] call throws(Fault) in
            guard call.verb == "store" else { return }
            half.store()
            target.put(call.path, "on")
            throw Fault(.placeFull, .stop, "There is no room.")
        }
        _ = try bench.run()
        let old = try #require(bench.target.paths.first)
        bench.targetTap.calm()
        bench.targetTap.refuse("remove", old)
        let report = try bench.run()
        #expect(report.exit == 0 && report.remarks.contains { $0.contains(old) })
        #expect(bench.target.paths == [old, "out/copy_1.txt"])
    }

    @Test func `what reads back otherwise than it was sent is not published`() throws {
        bench.targetTap.after { [target = bench.target] call throws(Fault) in
            if call.verb == "store" { target.put(call.path, "onf\n") }
        }
        let report = try bench.run()
        #expect(report.exit == 6 && report.fault?.code == "deliver.check" && bench.target.paths.isEmpty)
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
    }

    @Test func `an upload of an earlier process is not trusted`() throws {
        bench.targetTap.after { call throws(Fault) in
            if call.verb == "fetch" { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        #expect(try bench.run().deliveries.map(\.state) == ["uploading"])
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        let stores = bench.targetTap.calls.filter { $0.verb == "store" }.map(\.path)
        #expect(stores.count == 2 && Set(stores).count == 2)
        #expect(bench.target.paths == ["out/copy_1.txt"])
    }

    @Test func `a rename that never succeeds ends in a fault, not in a loop`() throws {
        bench.targetTap.refuse("rename", "out/copy_1.txt")
        let report = try bench.run()
        #expect(report.exit == 6 && report.end == "open")
        bench.targetTap.refuse("", "")
        #expect(try bench.run().exit == 0)
    }

    @Test func `the receiver's word is taken where it is there already`() throws {
        bench.targetTap.after { [target = bench.target] call throws(Fault) in
            if call.verb == "rename" { try target.rename("out/copy_1.txt", to: "out/copy_1.txt.handled") }
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.deliveries.map(\.state) == ["confirmed"])
    }

    @Test func `nothing is remembered, and with the delivery everything`() throws {
        bench.feed = CopyFeed(outputs: 2)
        try bench.put("in/a.txt", "one\ntwo\n")
        bench.target.put("out/copy_2.txt", "other")
        let held = try bench.run()
        #expect(try bench.ledger { try $0.entry("copy", "last") } == nil)
        try bench.target.take("out/copy_2.txt")
        _ = try bench.run()
        #expect(try bench.ledger { try $0.entry("copy", "last") } == held.run)
    }
}
