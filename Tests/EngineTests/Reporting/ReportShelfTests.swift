import Exchange
import FoundationEssentials
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

@Suite struct `Filed reports` {
    let bench: Bench
    let shelf: ReportShelf

    init() throws {
        bench = try Bench()
        shelf = try ReportShelf(bench.scratch.at("reports"))
    }

    private func filed(_ day: String = "2026-11-18") -> [String] { bench.scratch.names("reports/copy/\(day)") }

    private func catchUp() throws {
        try bench.ledger { try shelf.catchUp("copy", $0, StoredReports(Workspace(bench.scratch.at("state")))) }
    }

    @Test func `stand by profile and day, as text, HTML and JSON`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        let report = try bench.run()
        try shelf.file(report)
        #expect(filed() == ["26-0001.html", "26-0001.json", "26-0001.txt"])
        let place = "reports/copy/2026-11-18/26-0001"
        #expect(bench.scratch.text("\(place).txt") == ReportText(report).text)
        #expect(bench.scratch.text("\(place).html") == ReportHTML(report).html)
        let json = try #require(bench.scratch.bytes("\(place).json"))
        #expect(try JSONDecoder().decode(RunReport.self, from: Data(json)) == report)
    }

    @Test func `do not tell of looks that found nothing at all`() throws {
        try shelf.file(try bench.run())
        try catchUp()
        #expect(bench.scratch.names("reports").isEmpty)
    }

    @Test func `are made up for by the next run, where a process was ended before it filed`() throws {
        bench.name = "copy_{run}.txt"
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        try bench.put("in/b.txt", "two\n")
        _ = try bench.run()
        try bench.scratch.write("reports/copy/2026-11-18/26-0001.txt.new", "half")
        try catchUp()
        #expect(filed().count == 6 && filed().allSatisfy { !$0.hasSuffix(".new") })
    }

    @Test func `of a run that was open become those of how it ended`() throws {
        try bench.put("in/a.txt", "one\n")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeFull, .stop, "There is no room.") }
        }
        try shelf.file(try bench.run())
        #expect(bench.scratch.text("reports/copy/2026-11-18/26-0001.txt")?.hasPrefix("OPEN") == true)
        bench.targetTap.before { _ throws(Fault) in }
        _ = try bench.run()
        try catchUp()
        #expect(bench.scratch.text("reports/copy/2026-11-18/26-0001.txt")?.hasPrefix("DONE") == true)
    }

    @Test func `go after their time, and nothing else goes`() throws {
        for day in ["2025-10-16", "2025-10-17", "2025-10-18"] {
            try bench.scratch.write("reports/copy/\(day)/26-0001.txt", "x")
            try bench.scratch.write("reports/copy/\(day)/26-0001.json.new", "x")
        }
        try bench.scratch.write("reports/copy/2025-10-16/mine.pdf", "x")
        try bench.scratch.write("reports/copy/2025-10-1x/26-0001.txt", "x")
        let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
        #expect(try shelf.prune(today: today, keeping: 400 * Retention.day, dryRun: true) == 2)
        #expect(filed("2025-10-16").count == 3)
        #expect(try shelf.prune(today: today, keeping: 400 * Retention.day) == 2)
        #expect(filed("2025-10-16") == ["mine.pdf"])
        #expect(filed("2025-10-17").count == 2 && filed("2025-10-1x").count == 1)
        #expect(try shelf.prune(today: today, keeping: 399 * Retention.day) == 2)
        #expect(bench.scratch.names("reports/copy") == ["2025-10-16", "2025-10-18", "2025-10-1x"])
    }
}
