import Exchange
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `Claiming files where others take them, too` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.claim = .rename
        bench.feed = PassFeed()
        bench.name = "{name}"
        try bench.put("in/a.txt", "a\n")
        try bench.put("in/b.txt", "b\n")
    }

    private var claimed: [String] { bench.there.filter { $0.hasSuffix(".taken") } }

    private func mark() throws -> SourceMark {
        let marks = SourceMarks(workspace: try Workspace(bench.scratch.at("state")), profile: "copy")
        return try #require(try marks.all().first)
    }

    @Test(arguments: [
        (AfterPickup.leave, ["in/a.txt", "in/b.txt"]), (.move(folder: "done"), ["done/a.txt", "done/b.txt"]),
        (.rename(suffix: ".processed"), ["in/a.txt.processed", "in/b.txt.processed"]), (.delete, []),
    ]) func `lets go of them as the profile says, by their own names`(after: AfterPickup, there: [String]) throws {
        bench.after = after
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.path) == ["in/a.txt", "in/b.txt"], "\(report.headline)")
        #expect(bench.there == there && bench.out == ["out/a.txt", "out/b.txt"])
        #expect(try bench.run().exit == 3)
        #expect(bench.there == there && bench.scratch.names("state/claims/copy").isEmpty)
    }

    @Test func `fetches no byte before a file has the run's name`() throws {
        _ = try bench.run()
        let calls = bench.sourceTap.calls
        let renamed = try #require(calls.lastIndex { $0.verb == "rename" && $0.path.hasSuffix(".taken") })
        let fetched = try #require(calls.firstIndex { $0.verb == "fetch" })
        #expect(renamed < fetched)
        #expect(calls.filter { $0.verb == "fetch" }.allSatisfy { $0.path.hasSuffix(".taken") })
    }

    @Test func `leaves out what somebody else took first, and says so`() throws {
        bench.sourceTap.before { [source = bench.source] call throws(Fault) in
            if call.verb == "rename", call.path.hasPrefix("in/a.txt.") { try source.take("in/a.txt") }
        }
        let report = try bench.run()
        #expect(report.exit == 0 && bench.out == ["out/b.txt"] && bench.there == ["done/b.txt"])
        #expect(report.remarks.contains("Not in this run: somebody else took in/a.txt first."))
        #expect(report.arrivals.map(\.state) == ["taken by somebody else", "released"])
        #expect(report.fault == nil && report.findings.isEmpty)
    }

    @Test(arguments: [
        (0, 3, "Nothing left: somebody else took in/a.txt and 1 other first."),
        (1, 4, "Expected 1 file '*.txt' in test place/in, 0 left: somebody else took in/a.txt and 1 other first."),
    ])
    func `ends where somebody else took them all`(expect: Int, exit: Int, words: String) throws {
        bench.expect = expect
        bench.sourceTap.before { [source = bench.source] call throws(Fault) in
            if call.verb != "rename" { return }
            for path in ["in/a.txt", "in/b.txt"] { try source.take(path) }
        }
        let report = try bench.run()
        #expect(report.exit == exit && report.headline == words, "\(report.headline)")
        #expect(bench.out.isEmpty && bench.scratch.names("state/claims/copy").isEmpty)
    }

    @Test func `with fewer left than are expected gives back what it has`() throws {
        bench.expect = 2
        bench.sourceTap.before { [source = bench.source] call throws(Fault) in
            if call.verb == "rename", call.path.hasPrefix("in/a.txt.") { try source.take("in/a.txt") }
        }
        #expect(try bench.run().exit == 4)
        #expect(bench.there == ["in/b.txt"] && bench.out.isEmpty)
    }

    @Test func `that is refused is a fault, and nothing is taken for lost`() throws {
        bench.sourceTap.refuse { call in
            call.verb == "rename" ? Fault(.placeRefused, .stop, "Permission denied.") : nil
        }
        let report = try bench.run()
        #expect(report.exit == 6 && report.fault?.code == "place.refused")
        #expect(bench.there == ["in/a.txt", "in/b.txt"] && bench.out.isEmpty)
        bench.sourceTap.refuse { _ in nil }
        #expect(try bench.run().exit == 0)
    }

    @Test func `row 9: is done where nobody heard of the renaming`() throws {
        bench.sourceTap.refuse { [source = bench.source] call in
            guard call.verb == "rename", call.path.hasSuffix(".taken") else { return nil }
            let old = String(call.path.prefix("in/a.txt".count))
            do throws(Fault) { try source.rename(old, to: call.path) } catch { return error }
            return Fault(.placeMissing, .stop, "There is nothing there.")
        }
        #expect(try bench.run().exit == 0)
        #expect(bench.there == ["done/a.txt", "done/b.txt"])
    }

    @Test func `by a run that is refused or fails gives the names back`() throws {
        bench.feed = CopyFeed()
        bench.name = "copy_{run}.txt"
        try bench.put("in/b.txt", "?\n")
        #expect(try bench.run().exit == 5)
        #expect(bench.there == ["in/a.txt", "in/b.txt"] && bench.scratch.names("state/claims/copy").isEmpty)
    }

    @Test func `by a run that could not give the names back leaves that to the next`() throws {
        bench.sourceTap.refuse { call in
            if call.verb == "fetch" { return Fault(.placeLost, .stop, "The line is cut.") }
            return call.verb == "rename" && call.path.hasSuffix(".txt")
                ? Fault(.placeLost, .stop, "The line is cut.") : nil
        }
        #expect(try bench.run().exit == 6)
        #expect(claimed.count == 2 && bench.out.isEmpty)
        #expect(bench.said.contains { $0.contains("Claimed files get their names back with the next run.") })
        bench.sourceTap.refuse { _ in nil }
        #expect(try bench.run().exit == 0)
        #expect(bench.there == ["done/a.txt", "done/b.txt"])
    }

    @Test func `keeps them while the run is held, and gives them back when it cannot be released any more`() throws {
        bench.feed = CopyFeed()
        bench.name = "copy_{run}.txt"
        bench.limits = GuardLimits(minRecords: 3)
        let held = try bench.run()
        #expect(held.exit == 2 && claimed.count == 2)
        let waiting = try bench.run()
        #expect(waiting.exit == 2 && waiting.headline.contains("run \(held.run) holds"), "\(waiting.headline)")
        try bench.put("in/c.txt", "c\nd\ne\n")
        #expect(try bench.run().exit == 0)
        #expect(bench.there == ["done/c.txt", "in/a.txt", "in/b.txt"])
        #expect(try bench.run().exit == 3)
    }

    @Test func `keeps them while the run is held, and lets go of them when it is released`() throws {
        bench.feed = CopyFeed()
        bench.name = "copy_{run}.txt"
        bench.limits = GuardLimits(minRecords: 3)
        let held = try bench.run()
        #expect(try bench.release(held.run).exit == 0)
        #expect(bench.there == ["done/a.txt", "done/b.txt"] && bench.scratch.names("state/claims/copy").isEmpty)
    }

    @Test func `never gives a name back over a file that has it now`() throws {
        bench.feed = CopyFeed()
        bench.name = "copy_{run}.txt"
        try bench.put("in/b.txt", "?\n")
        bench.sourceTap.after { [source = bench.source] call throws(Fault) in
            if call.verb == "fetch" { source.put("in/b.txt", "new\n") }
        }
        #expect(try bench.run().exit == 5)
        #expect(bench.there.count == 3 && claimed.count == 1)
        #expect(bench.said.contains { $0.contains("ended without delivering in/b.txt") }, "\(bench.said)")
        bench.sourceTap.calm()
        let next = try bench.run()
        #expect(next.arrivals.map(\.path) == ["in/a.txt", "in/b.txt"] && next.exit == 0)
        #expect(next.remarks.contains { $0.contains("It stands as in/b.txt.26-0001-2-") }, "\(next.remarks)")
        #expect(bench.there == ["done/a.txt", "done/b.txt", "in/b.txt"], "the name was free in the end")
    }

    @Test func `that was delivered stays under the run's name where another has its own`() throws {
        bench.after = .leave
        bench.targetTap.after { [source = bench.source] call throws(Fault) in
            if call.verb == "rename" { source.put("in/a.txt", "new\n") }
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.rules.map(\.rule) == ["claim.name"])
        #expect(claimed.count == 1 && bench.there.contains("in/b.txt"))
        bench.targetTap.calm()
        #expect(try bench.run().arrivals.map(\.path) == ["in/a.txt"])
    }

    @Test func `whose writer was not done gives the name back, and the next run takes it whole`() throws {
        bench.name = "{stem}_{run}{ext}"
        bench.targetTap.after { [source = bench.source] call throws(Fault) in
            guard call.verb == "rename" else { return }
            for path in source.paths where path.hasPrefix("in/a.txt.") { source.put(path, "a\nand more\n") }
        }
        let report = try bench.run()
        #expect(report.exit == 0 && report.rules.map(\.rule) == ["release.changed"])
        #expect(bench.there == ["done/b.txt", "in/a.txt"])
        bench.targetTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.out.compactMap(bench.delivered).contains("a\nand more\n"))
    }

    @Test func `is not done by a dry run`() throws {
        _ = try bench.run()
        try bench.put("in/c.txt", "c\n")
        try bench.ledger { ledger in
            let memory = Memory(ledger: ledger, workspace: try Workspace(bench.scratch.at("state")))
            _ = try bench.run(RunWishes(dryRun: true), state: "dry", memory: memory)
        }
        #expect(!bench.sourceTap.calls.contains { $0.verb == "rename" && $0.path.hasPrefix("in/c.txt") })
        #expect(bench.there == ["done/a.txt", "done/b.txt", "in/c.txt"])
    }

    @Test(arguments: [("in/a.txt", "in/a.txt"), ("a.txt", "a.txt"), ("x/é.txt", "x/é.txt")])
    func `gives a name in the same folder, with all of the old one`(path: String, start: String) throws {
        let mark = SourceMark(run: "26-0412", connection: "campus", token: "9f3c")
        let arrival = ArrivalRow(run: "26-0412", ordinal: 7, path: path, size: 0, modified: Moment(seconds: 0))
        #expect(mark.path(of: arrival) == "\(start).26-0412-7-9f3c.taken")
    }

    @Test(arguments: 250...255) func `gives no name that is too long`(bytes: Int) throws {
        let mark = SourceMark(run: "26-0412", connection: "campus", token: "9f3c")
        let name = String(repeating: "é", count: bytes / 2) + (bytes % 2 == 1 ? "x" : "")
        let path = mark.path(
            of: ArrivalRow(run: "26-0412", ordinal: 7, path: "in/\(name)", size: 0, modified: Moment(seconds: 0)))
        try PlacePath.check(path)
        #expect(path.hasSuffix("é.26-0412-7-9f3c.taken") && PlacePath.last(path).utf8.count > 250)
    }
}
