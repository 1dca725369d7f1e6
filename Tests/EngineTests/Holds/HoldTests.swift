import Exchange
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `What a guard holds` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{run}.txt"
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
    }

    private func held() throws -> RunReport {
        let report = try bench.run()
        #expect(report.end == "held" && bench.out.isEmpty && bench.there == ["in/a.txt"])
        return report
    }

    private func standing(_ run: String) throws -> HoldStanding {
        try bench.ledger { ledger in
            let row = try #require(try ledger.run(run))
            return try HeldRuns(ledger, try Workspace(bench.scratch.at("state"))).standing(of: row)
        }
    }

    private func refusal(_ run: String) throws -> Fault {
        let calls = bench.targetTap.calls.count
        let fault = try #require(throws: Fault.self) { try bench.release(run) }
        #expect(bench.targetTap.calls.count == calls, "nothing is asked of the receiver")
        return fault
    }

    @Test func `is released exactly as it was made, once, and lets go of the source`() throws {
        let held = try held()
        let sent = try bench.release(held.run)
        #expect(sent.run == held.run && sent.exit == 0 && sent.counts.accepted == 1)
        #expect(bench.out == ["out/copy_\(held.run).txt"] && bench.delivered(bench.out[0]) == "one\n")
        #expect(bench.there == ["done/a.txt"] && bench.copies.isEmpty)
        #expect(sent.remarks.contains { $0.contains("Released by alice: asked the registrar") })
        #expect(sent.remarks.contains { $0.contains("1 record accepted, and 'guard: min_records' asks for 2") })
        #expect(sent.rules.isEmpty, "the guards are not asked again")
        #expect(try refusal(held.run).code == .releaseTwice)
        #expect(try bench.run().exit == 3)
        #expect(try bench.ledger { try $0.entry("copy", "last") } == held.run)
    }

    @Test func `by the feed's own alarm is held with its words`() throws {
        bench.limits = GuardLimits()
        bench.feed = CopyFeed(alarms: [Finding(.error, CopyFeed.bang, Position(), "A protected line is missing")])
        let report = try held()
        #expect(report.headline == "Held, nothing sent: A protected line is missing.")
        #expect(report.rules.map(\.rule) == ["copy.bang"])
        #expect(try bench.release(report.run).exit == 0)
    }

    @Test func `against the last load is held with the numbers`() throws {
        bench.limits = GuardLimits()
        bench.limits.maxFallPercent = 20
        bench.feed = CopyFeed(
            comparison: Comparison(
                noun: "line", baseline: "26-0000", before: 50, now: 1, new: 0, changed: 0, same: 1, gone: 49,
                expired: 0,
                kept: 0, groups: [], fields: []))
        let report = try held()
        #expect(report.headline.contains("1 line, where the last load had 50 (98 % fewer, limit 20 %)."))
        #expect(try bench.release(report.run).exit == 0)
    }

    @Test func `with rejects ends so, and names them`() throws {
        try bench.put("in/a.txt", "one\n!\n")
        let sent = try bench.release(try held().run)
        #expect(sent.exit == 1 && sent.rejects.count == 1 && sent.rules.map(\.rule) == ["copy.bang"])
    }

    @Test func `keeps its bytes and names under another configuration, and says so`() throws {
        let held = try held()
        bench.configuration = "2"
        bench.name = "other_{run}.txt"
        let sent = try bench.release(held.run)
        #expect(bench.out == ["out/copy_\(held.run).txt"])
        #expect(sent.remarks.contains { $0.contains("configuration has changed") })
    }

    @Test(arguments: ["out/1", "conversion.json"]) func `is not sent where it was changed`(file: String) throws {
        let held = try held()
        let path = "state/runs/\(held.run)/\(file)"
        let bytes = try #require(bench.scratch.bytes(path))
        // Another byte, another digit: still what it was by its looks.
        let text = String(decoding: bytes, as: UTF8.self)
        try bench.scratch.write(
            path, text.replacing("one\n", with: "two\n").replacing("\"accepted\" : 1", with: "\"accepted\" : 2"))
        #expect(try refusal(held.run).code == .releaseAltered)
        try bench.scratch.write(path, bytes)
        #expect(try bench.release(held.run).exit == 0)
    }

    @Test func `whose record is spoilt does not stop the next run`() throws {
        let held = try held()
        try bench.scratch.write("state/runs/\(held.run)/conversion.json", "{")
        #expect(try refusal(held.run).code == .releaseAltered)
        #expect(try bench.run().counts.accepted == 1)
    }

    @Test func `is not sent where it is gone, and the source is judged afresh`() throws {
        let held = try held()
        try bench.scratch.folder("state").remove("runs/\(held.run)/out/1")
        #expect(try standing(held.run) == .expired)
        #expect(try refusal(held.run).code == .releaseExpired)
        let again = try bench.run()
        #expect(again.end == "held" && again.counts.accepted == 1)
        #expect(try bench.release(again.run).exit == 0)
    }

    @Test func `is superseded once another run has delivered`() throws {
        let held = try held()
        try bench.put("in/b.txt", "two\nthree\n")
        let newer = try bench.run()
        #expect(newer.exit == 0 && bench.there == ["done/b.txt", "in/a.txt"])
        let fault = try refusal(held.run)
        #expect(fault.code == .releaseSuperseded && fault.message.contains("run \(newer.run) has delivered"))
        #expect(try standing(held.run) == .superseded(newer.run))
        // The old file stays judged: it must not go out with the next one.
        #expect(try bench.run().exit == 3)
        try bench.ledger { ledger in
            let row = try #require(try ledger.run(held.run))
            #expect(try HeldRuns(ledger, try Workspace(bench.scratch.at("state"))).title(of: row) == "superseded")
        }
    }

    @Test func `is recognised by its content, too`() throws {
        let held = try held()
        try bench.put("in/b.txt", "one\n")
        try bench.source.take("in/a.txt")
        let again = try bench.run()
        #expect(again.end == "held" && again.headline.contains("run \(held.run) holds the very same content"))
        #expect(again.counts.read == 0)
    }

    @Test func `stays where it is while a newer file is taken`() throws {
        let held = try held()
        try bench.put("in/b.txt", "!\n!\n")
        bench.limits = GuardLimits()
        #expect(try bench.run().exit == 5)
        #expect(try standing(held.run) == .ready)
        #expect(try bench.run().headline.contains(held.run))
    }

    @Test func `is none where there was nothing to send`() throws {
        try bench.put("in/a.txt", "!\n")
        let report = try held()
        #expect(try refusal(report.run).code == .releaseState)
        #expect(try refusal("26-0099").code == .releaseState)
    }

    @Test func `is finished by the next run or release, where it stopped`() throws {
        let held = try held()
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        let stopped = try bench.release(held.run)
        #expect(stopped.end == "open" && bench.out.isEmpty)
        let still = try bench.release(held.run)
        #expect(still.end == "open" && still.remarks.contains { $0.contains("Released by alice") })
        bench.targetTap.calm()
        let done = try bench.run()
        #expect(done.exit == 0 && done.run == held.run && bench.out.count == 1)
        #expect(done.remarks.contains { $0.contains("Released by alice") })
    }

    @Test func `waits while the receiver cannot even be asked for a name`() throws {
        bench.conflict = .version
        let held = try held()
        bench.targetTap.before { _ throws(Fault) in throw Fault(.placeRefused, .stop, "The line is cut.") }
        #expect(try bench.release(held.run).end == "open")
        bench.targetTap.calm()
        #expect(try bench.run().run == held.run)
        #expect(bench.out.count == 1)
    }

    @Test func `that fails its verification is not opened at all`() throws {
        let held = try held()
        bench.feed = CopyFeed(isVerified: false)
        #expect(try refusal(held.run).code == CopyFeed.lie)
        #expect(try standing(held.run) == .ready)
    }

    @Test func `of a dry run is not kept`() throws {
        let report = try bench.run(RunWishes(dryRun: true), state: "dry")
        #expect(report.end == "held" && report.dryRun)
        #expect(bench.scratch.names("dry/runs/\(report.run)") == ["conversion.json", "report.json"])
    }
}
