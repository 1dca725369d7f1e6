import Exchange
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `Letting go of the source` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{run}.txt"
        try bench.put("in/a.txt", "one\n")
    }

    @Test(arguments: [
        (AfterPickup.leave, ["in/a.txt"]), (.move(folder: "done"), ["done/a.txt"]),
        (.rename(suffix: ".processed"), ["in/a.txt.processed"]), (.delete, []),
    ]) func `is done as the profile says, once`(after: AfterPickup, there: [String]) throws {
        bench.after = after
        #expect(try bench.run().exit == 0)
        #expect(bench.there == there)
        #expect(try bench.run().exit == 3)
        #expect(bench.there == there && bench.out.count == 1)
    }

    @Test func `gives a name of its own where the done folder has that name already`() throws {
        _ = try bench.run()
        try bench.put("in/a.txt", "two\n")
        let second = try bench.run()
        #expect(second.exit == 0)
        #expect(bench.there == ["done/a.\(second.run).txt", "done/a.txt"])
    }

    @Test func `leaves a file alone that has changed meanwhile, and the next run takes it`() throws {
        bench.targetTap.after { [source = bench.source] call throws(Fault) in
            if call.verb == "rename" { source.put("in/a.txt", "one\ntwo\n") }
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.rules.map(\.rule) == ["release.changed"])
        #expect(bench.there == ["in/a.txt"])
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.out.compactMap(bench.delivered) == ["one\n", "one\ntwo\n"])
    }

    @Test func `is done already where the file is gone`() throws {
        bench.targetTap.after { [source = bench.source] call throws(Fault) in
            if call.verb == "rename" { try source.take("in/a.txt") }
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.state) == ["released"] && report.rules.isEmpty)
    }

    @Test func `row 9: is done where the file was moved and nobody heard of it`() throws {
        bench.sourceTap.refuse { [source = bench.source] call in
            guard call.verb == "rename" else { return nil }
            do { try source.rename("in/a.txt", to: call.path) } catch { return error as? Fault }
            return Fault(.placeMissing, .stop, "There is nothing at 'in/a.txt'.")
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.state) == ["released"], "\(report.headline)")
        #expect(bench.there == ["done/a.txt"])
    }

    @Test func `that fails stays open, and the next run does only that`() throws {
        bench.sourceTap.refuse("rename", "done/a.txt")
        let report = try bench.run()
        #expect(report.exit == 6 && report.end == "open" && report.deliveries.map(\.state) == ["delivered"])
        bench.sourceTap.refuse("", "")
        bench.targetTap.before { call throws(Fault) in
            #expect(call.verb == "stat" && call.path.hasSuffix(".handled"), "\(call)")
        }
        let next = try bench.run()
        #expect(next.exit == 0 && next.run == report.run && bench.there == ["done/a.txt"])
        #expect(next.counts.accepted == 1)
    }

    @Test func `takes the done-file away first: a leftover would vouch for the next file`() throws {
        bench.doneFile = try NamePattern("{name}.done", allowed: Placeholder.ofDoneFiles)
        try bench.put("in/a.txt.done", "")
        bench.sourceTap.after { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        #expect(try bench.run().end == "open")
        bench.sourceTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.there == ["done/a.txt"])
    }

    @Test func `keeps no copies of people's data but the rejects`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        let report = try bench.run()
        #expect(bench.copies.isEmpty && report.rejects.count == 1)
        let rejected = report.rejects[0].dropFirst(bench.scratch.path.utf8.count + 1)
        #expect(bench.scratch.text(String(rejected)) == "!two\n")
    }

    @Test func `sweeps what an earlier process could not`() throws {
        let report = try bench.run()
        for folder in ["in", "out"] { try bench.scratch.write("state/runs/\(report.run)/\(folder)/1", "one\n") }
        #expect(bench.copies.count == 2)
        _ = try bench.run()
        #expect(bench.copies.isEmpty)
    }
}
