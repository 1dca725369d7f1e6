import Exchange
import ServerKit
import Testing

@testable import Engine

@Suite struct `What will change` {
    private func comparison(
        groups: [Comparison.Group] = [], fields: [Comparison.Field] = [], kept: Int = 0, expired: Int = 0
    ) -> Comparison {
        Comparison(
            noun: "user", baseline: "26-0405", before: 18_109, now: 18_121, new: 12, changed: 318, same: 17_791,
            gone: 3,
            expired: expired, kept: kept, groups: groups, fields: fields)
    }

    private func text(_ about: Comparison, _ mood: RunReport.Mood = .would) -> [String] {
        ComparisonText(about, mood).lines.map(\.text)
    }

    @Test func `is one line where nothing else is to be said`() {
        #expect(
            text(comparison(expired: 2)) == [
                "", "What would change, against run 26-0405",
                "  18,121 users: 12 new, 318 changed, 3 gone (2 expired), 17,791 same",
            ])
        #expect(
            text(comparison(kept: 4), .did)[1...] == [
                "What changed, against run 26-0405",
                "  18,121 users: 12 new, 318 changed, 3 gone, 4 rejected, which keep what they have, 17,791 same",
            ])
        #expect(text(comparison(), .will)[1] == "What will change, against run 26-0405")
    }

    @Test func `names what is erased before all else, and the fields that matter most`() {
        let fields =
            (1...12).map { ReportsGiven.field("note\($0)", $0, 0, 0) }
            + [ReportsGiven.field("phone", 0, 7, 1), ReportsGiven.field("first_name", 0, 0, 0)]
        let lines = text(comparison(fields: fields))
        #expect(lines[3] == "  ! would clear phone for 1 user")
        #expect(lines[5] == "    phone     0 set   7 changed   1 cleared")
        #expect(lines[6] == "    note12   12 set   0 changed   0 cleared")
        #expect(lines.last == "    and 5 more fields" && !lines.contains { $0.contains("first_name") })
    }

    @Test func `names the groups that moved, and no others`() {
        let groups =
            (1...9).map { Comparison.Group(name: "G\($0)", before: 100, now: 100 - $0, gone: $0) }
            + [Comparison.Group(name: "ST", before: 5, now: 5, gone: 0), .init(name: "", before: 0, now: 200, gone: 0)]
        let lines = text(comparison(groups: groups))
        #expect(lines[4] == "    (no group)     0 before   200 now")
        #expect(lines[5] == "    G9           100 before    91 now   9 gone")
        #expect(lines.last == "    and 2 more groups" && !lines.contains { $0.contains("ST") })
    }

    @Test func `is told from run to run, with the list of who it is`() throws {
        let bench = try Bench()
        bench.feed = ToldFeed(comparison: comparison(), changes: ["new,900123456,UG,"])
        try bench.put("in/a.txt", "one\n")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeFull, .stop, "There is no room.") }
        }
        let first = try bench.run()
        #expect(first.comparison == comparison() && ReportText(first).text.contains("What will change"))
        bench.targetTap.calm()
        let report = try bench.run()
        #expect(report.exit == 0 && report.comparison == comparison())
        let place = "state/runs/\(report.run)/out/changes.csv"
        #expect(report.changes == bench.scratch.at(place))
        #expect(bench.scratch.text(place) == "change,identifier,group,fields\nnew,900123456,UG,\n")
        #expect(ReportText(report).text.contains("  who changes: exchange report \(report.run) --ids\n"))
    }
}
