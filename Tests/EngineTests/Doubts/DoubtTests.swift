import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

/// A delivery of which nobody can see whether it was published, and what a person says of it.
@Suite struct `A delivery in doubt` {
    private let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{ordinal}.txt"
        bench.auditsLoad = false
        try bench.put("in/a.txt", "one\n")
    }

    /// Cut behind the intent, and neither name is there afterwards.
    private func doubt(isPublished: Bool = false) throws {
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        #expect(try bench.run().deliveries.map(\.state) == ["publishing"])
        bench.targetTap.calm()
        for path in bench.target.paths { try bench.target.take(path) }
        let report = try bench.run()
        #expect(report.exit == 2 && report.deliveries.map(\.state) == ["in doubt"])
        #expect(report.headline.contains("exchange settle 26-0001/1"), "\(report.headline)")
    }

    private func events() throws -> [String] {
        try bench.ledger { ledger in
            try ledger.audit(of: "26-0001").filter { $0.subject == "delivery 1" }.map(\.event)
        }
    }

    private func refuses(_ code: Code, _ answer: SettleOrder.Answer, _ words: String) throws {
        let before = try events()
        let fault = #expect(throws: Fault.self) { try bench.settle("26-0001/1", answer) }
        #expect(fault?.code == code && fault?.message.contains(words) == true, "\(String(describing: fault))")
        #expect(try events() == before)
    }

    @Test func `that was delivered, somebody says, ends with its run, and what it fetched is let go of`() throws {
        bench.feed = CopyFeed(remembers: true)
        try doubt()
        #expect(try bench.ledger { try $0.entry("copy", "baseline") } == nil)
        var shown: [String] = []
        let report = try bench.settle("26-0001/1", .delivered) { shown = $0.map(\.text) }
        #expect(report.exit == 0 && report.end == "done" && report.run == "26-0001")
        #expect(report.deliveries.map(\.note) == ["settled as delivered by alice: asked them"])
        #expect(report.remarks.contains("out/copy_1.txt was settled as delivered by alice: asked them"))
        #expect(bench.target.paths.isEmpty && bench.there == ["done/a.txt"])
        #expect(try events().suffix(2) == ["in doubt -> delivered", "settled delivered by alice: asked them"])
        // What the last delivery makes true is true.
        #expect(try bench.ledger { try $0.entry("copy", "baseline") } != nil)
        #expect(shown.first == "IN DOUBT  copy  delivery 26-0001/1")
        #expect(shown.contains { $0.contains("publishing -> in doubt") })
        #expect(shown.contains("  the final name out/copy_1.txt: not there"), "\(shown)")
        #expect(try bench.run().exit == 3)
    }

    @Test func `that never arrived, somebody says, is sent anew by the same run under another temporary name`() throws {
        try doubt()
        let first = bench.targetTap.calls.first { $0.verb == "store" }.map(\.path)
        let report = try bench.settle("copy_1.txt", .notDelivered)
        #expect(report.exit == 0 && report.run == "26-0001" && bench.delivered("out/copy_1.txt") == "one\n")
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.there == ["done/a.txt"])
        let stores = bench.targetTap.calls.filter { $0.verb == "store" }.map(\.path)
        #expect(stores.count == 2 && stores[0] == first && stores[1] != first)
        let events = try events()
        #expect(events.contains("settled not delivered by alice: asked them"))
        #expect(events.count { $0.hasSuffix("-> delivered") } == 1)
    }

    @Test func `that the receiver answers for by now needs nobody: the run ends it`() throws {
        try doubt()
        bench.target.put("out/copy_1.txt.handled", "one\n")
        for answer in [SettleOrder.Answer.delivered, .notDelivered] {
            try refuses(.settleEvident, answer, "the receiver marked it as taken")
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.deliveries.map(\.note) == ["the receiver marked it as taken"])
    }

    @Test func `whose temporary file is back is published by the run, once`() throws {
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        #expect(try bench.run().exit == 6)
        bench.targetTap.calm()
        let temporary = try #require(bench.target.paths.first)
        try bench.target.rename(temporary, to: "aside")
        #expect(try bench.run().deliveries.map(\.state) == ["in doubt"])
        try bench.target.rename("aside", to: temporary)
        try refuses(.settleEvident, .notDelivered, "our temporary file still stands there")
        let stores = bench.targetTap.calls.count { $0.verb == "store" }
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths == ["out/copy_1.txt"])
        #expect(bench.targetTap.calls.count { $0.verb == "store" } == stores)
    }

    @Test func `at a place that cannot be reached is delivered if somebody says so, and never sent anew`() throws {
        try doubt()
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "stat" { throw Fault(.placeLost, .stop, "The line is cut.") }
        }
        try refuses(.settleUnseen, .notDelivered, "The line is cut.")
        var shown: [String] = []
        let report = try bench.settle("26-0001/1", .delivered) { shown = $0.map(\.text) }
        #expect(shown.contains { $0.contains("could not be asked: The line is cut.") })
        // The decision stands; what else is to be done there waits.
        #expect(report.exit == 6 && report.deliveries.map(\.state) == ["delivered"])
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths.isEmpty && bench.there == ["done/a.txt"])
    }

    @Test func `of a profile that leads elsewhere by now is not looked for there`() throws {
        try doubt()
        bench.configuration = "2"
        bench.receiver = "other"
        try refuses(.settleUnseen, .notDelivered, "The file went to alma (test place)")
        // Of the profile, anything else may have changed.
        bench.receiver = "alma"
        let report = try bench.settle("26-0001/1", .notDelivered)
        #expect(report.exit == 0 && bench.delivered("out/copy_1.txt") == "one\n")
    }

    @Test func `is the only kind that takes a decision`() throws {
        #expect(throws: Fault.self) { try bench.settle("26-0001/1", .delivered) }
        bench.target.put("out/copy_1.txt", "theirs")
        #expect(try bench.run().exit == 2)
        for word in ["26-0001/1", "copy_1.txt", "out/copy_1.txt"] {
            let fault = #expect(throws: Fault.self) { try bench.settle(word, .delivered) }
            #expect(fault?.code == .settleState && fault?.message.contains("ends by itself") == true)
        }
        try bench.target.take("out/copy_1.txt")
        #expect(try bench.run().exit == 0)
        let fault = #expect(throws: Fault.self) { try bench.settle("26-0001/1", .notDelivered) }
        #expect(fault?.message.contains("it is 'delivered'") == true)
        #expect(try bench.ledger { try NamedDeliveries($0).find("26-0001/2") }.isEmpty)
    }
}
