import Exchange
import ServerKit
import Testing

@testable import Engine

/// How many records a load should have.
@Suite struct `A load of which a number is expected` {
    @Test(arguments: [([2...3], true), ([1...1, 3...9], false), ([1...1, 2...2], true), ([], true)])
    func `is delivered, and said to be odd where it has another`(bands: [ClosedRange<Int>], isFine: Bool) throws {
        let bench = try Bench()
        try bench.put("in/a.txt", "one\ntwo\n")
        let report = try bench.run(RunWishes(records: bands))
        #expect(report.end == "done" && bench.out.count == 1)
        #expect(report.findings.map(\.rule) == (isFine ? [] : ["run.records"]))
        #expect(isFine || report.findings[0].message == "It has 2 records; expected are 1 to 1, or 3 to 9.")
    }

    @Test func `is late in the morning, from amber on, and in the metrics`() throws {
        let bench = try Bench()
        try bench.put("in/a.txt", "one\n")
        try bench.run()
        try bench.ledger { ledger in
            let workspace = try Workspace(bench.scratch.at("state"))
            let words = "nothing has come yet; expected 01:30-04:00"
            let entries = try MorningPage.entries(
                of: "test", profiles: ["copy"], ledger, workspace,
                from: Moment(seconds: bench.time.now.seconds - 60), to: bench.time.now, late: ["copy": words])
            #expect(entries.map(\.level) == [.attention])
            #expect(entries[0].reasons.map(\.example) == ["Late, not yet missing: \(words)."])
            let standing = try ProfileStanding("copy", of: "test", ledger, workspace, late: words)
            #expect(
                MetricsText([standing]).text.contains(
                    "exchange_expected_amber{institution=\"test\",profile=\"copy\"} 1"))
        }
    }
}
