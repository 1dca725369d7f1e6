import Exchange
import FoundationEssentials
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `The morning page` {
    let bench: Bench

    init() throws { bench = try Bench() }

    /// The page of the last `hours`, of a bench whose institution has a second profile that never ran.
    private func page(hours: Int = 24) throws -> MorningPage {
        let now = bench.time.now
        let since = Moment(seconds: now.seconds - hours * 3600)
        let workspace = try Workspace(bench.scratch.at("state"))
        let entries = try bench.ledger { ledger in
            try MorningPage.entries(of: "test", profiles: ["copy", "idle"], ledger, workspace, from: since, to: now)
        }
        return MorningPage(
            clock: CivilTime(now, offset: 0, abbreviation: "UTC"),
            since: CivilTime(since, offset: 0, abbreviation: "UTC"),
            entries)
    }

    private func levels(_ page: MorningPage) -> [String] { page.entries.map { "\($0.profile) \($0.level.rawValue)" } }

    @Test func `tells of each profile the last run that came to something`() throws {
        bench.name = "copy_{run}.txt"
        try bench.put("in/a.txt", "one\n!two\n")
        _ = try bench.run()
        #expect(try bench.run().exit == 3)
        let first = try page()
        #expect(levels(first) == ["copy attention", "idle silent"] && first.end == .doneWithRejects)
        #expect(first.entries[0].run == "26-0001" && first.entries[1].headline == "It has never run.")
        #expect(first.entries[0].reasons.map(\.example) == ["line 2: A !."])
        try bench.put("in/b.txt", "two\n")
        #expect(try bench.run().exit == 0)
        #expect(try levels(page()) == ["copy ok", "idle silent"])
        #expect(try page().end == .done)
    }

    @Test func `a run that finds another still held shows that one and its reasons`() throws {
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
        let held = try bench.run()
        let later = try bench.run()
        #expect(later.end == "held" && later.run != held.run)
        let entry = try page().entries[0]
        #expect(entry.run == held.run && entry.release == "exchange release \(held.run) --reason \"…\"")
        #expect(entry.reasons.map(\.rule) == ["guard.records"])
    }

    @Test func `is one line when all is well, and a line for each on request`() throws {
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        let all = try page()
        let quiet = MorningPage(
            clock: CivilTime(bench.time.now, offset: 0, abbreviation: "UTC"),
            since: CivilTime(bench.time.now, offset: 0, abbreviation: "UTC"), Array(all.entries.prefix(1)))
        #expect(MorningText(quiet).lines.count == 1 && MorningText(quiet).text.hasSuffix(" 1 ok\n"))
        #expect(MorningText(quiet, isBrief: false).lines.count == 2)
        #expect(MorningText(all).lines.count == 3, "a profile without a run is shown")
    }

    @Test func `sees only its time`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        _ = try bench.run()
        bench.time.sleep(25 * 3_600_000)
        let late = try page()
        #expect(levels(late) == ["copy silent", "idle silent"])
        #expect(late.entries[0].headline == "No run in this time; the last was run 26-0001, 2026-11-18 11:06:40 UTC.")
        #expect(try levels(page(hours: 26)) == ["copy attention", "idle silent"])
    }

    @Test func `puts what is held first, and says how it is let go`() throws {
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        let held = try page()
        #expect(levels(held) == ["copy held", "idle silent"] && held.end == .held)
        #expect(held.entries[0].release == "exchange release 26-0001 --reason \"…\"")
        #expect(try JSONDecoder().decode(MorningPage.self, from: Data(json(held).utf8)) == held)
    }

    @Test func `calls a run that is stuck failed, with what to do`() throws {
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeFull, .stop, "There is no room.") }
        }
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        let stuck = try page()
        #expect(levels(stuck) == ["copy failed", "idle silent"] && stuck.end == .held)
        #expect(stuck.entries[0].reasons.map(\.rule) == ["place.full"])
        #expect(MorningText(stuck).text.contains("        -> IT: Make room there, then run again: "))
    }

    @Test(arguments: End.allCases) func `has a word for every end`(_ end: End) {
        let entry = MorningEntry(ReportsGiven.row("p", "26-0001", 2, 0, end, "So it was."), nil, institution: "x")
        let calm: [End] = [.done, .nothingToDo]
        let looks: [End] = [.doneWithRejects]
        let level: MorningEntry.Level =
            calm.contains(end)
            ? .ok : end == .missing ? .missing : looks.contains(end) ? .attention : end == .held ? .held : .failed
        #expect(entry.level == level && entry.headline == "So it was.")
    }
}
