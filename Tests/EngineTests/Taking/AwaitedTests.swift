import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

/// A file that was expected.
@Suite struct `A run that expects a file` {
    let bench: Bench
    private let wishes = RunWishes(expected: "by 04:00")

    init() throws { bench = try Bench() }

    @Test func `and finds none is missing one, in the ledger and in words`() throws {
        let report = try bench.run(wishes)
        #expect(report.exit == End.missing.rawValue && report.end == "missing")
        #expect(report.headline == "Missing: a file was expected by 04:00. No file matches '*.txt' in test place/in.")
        #expect(report.rules.map(\.rule) == ["pickup.missing"])
        #expect(try bench.ledger { try $0.runs(of: "copy", limit: 1).map(\.end) } == [.missing])
    }

    @Test func `and finds only what it knows is missing a new one`() throws {
        bench.after = .leave
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run(wishes).exit == 0)
        let again = try bench.run(wishes)
        #expect(again.exit == 4 && again.headline.contains("by 04:00. Nothing new: in/a.txt"), "\(again.headline)")
    }

    @Test func `whose file is not finished yet is missing it`() throws {
        bench.doneFile = try NamePattern("{name}.done", allowed: Placeholder.ofDoneFiles)
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run(wishes).headline.contains("a.txt is not finished"))
    }

    @Test func `and finds the same content under a new name is missing nothing`() throws {
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        bench.time.sleep(1000)
        try bench.put("in/b.txt", "one\n")
        #expect(try bench.run(wishes).exit == 3)
    }

    @Test func `goes on missing in the morning, whatever finds nothing later`() throws {
        _ = try bench.run(wishes)
        bench.time.sleep(60_000)
        #expect(try bench.run().exit == 3)
        try bench.ledger { ledger in
            let workspace = try Workspace(bench.scratch.at("state"))
            let since = Moment(seconds: bench.time.now.seconds - 86_400)
            let page = MorningPage(
                clock: CivilTime(bench.time.now, offset: 0, abbreviation: "UTC"),
                since: CivilTime(since, offset: 0, abbreviation: "UTC"),
                try MorningPage.entries(
                    of: "test", profiles: ["copy"], ledger, workspace, from: since, to: bench.time.now))
            #expect(page.entries.map(\.level) == [.missing] && page.end == .doneWithRejects)
            #expect(MorningText(page).text.contains("1 MISSING\nMISS  copy  11:06  run 26-0001  (2 runs)\n"))
            #expect(try ProfileStanding("copy", of: "test", ledger, workspace).isMissing)
        }
    }
}
