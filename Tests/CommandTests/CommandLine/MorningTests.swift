import Exchange
import Foundation
import ServerKit
import Testing

/// `exchange report --since`: what the night brought.
@Suite struct MorningTests {
    private static let seven = ["--as-of", "2026-11-21T07:00"]

    private struct Page: Decodable {
        struct Entry: Decodable {
            let level: String
            let institution: String
            let profile: String
            let run: String?
        }

        let schema: Int
        let clock: String
        let since: String
        let entries: [Entry]
    }

    private func page(_ site: Site, _ words: String...) throws -> (page: Page, status: Int) {
        let outcome = try site.program.run(["report", "--json"] + Self.seven + words)
        return (try JSONDecoder().decode(Page.self, from: Data(outcome.output.utf8)), outcome.status)
    }

    @Test func `a night with a held load, in text and in JSON`() throws {
        let site = try Site(profile: ExitCodeTests.small + "\nguard: {max_rejects_percent: 40}\n")
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        let calm = try site.program.run(["report", "--since", "today"] + Self.seven)
        #expect(calm.status == 0)
        let name = "Sat 21 Nov 2026 07:00 CST"
        #expect(calm.output == "\(name)\(String(repeating: " ", count: 51))1 ok\n")
        let full = try site.program.run(["report", "--since", "saturday", "--full"] + Self.seven)
        #expect(full.output == calm.output + "OK    sis-import  02:30  2 records delivered in 1 file.\n")
        try site.give("id,last\n1,\n2,Sample\n", as: "people_2.csv")
        #expect(try site.carry().outcome.status == 2)
        let held = try site.program.run(["report", "--since", "yesterday"] + Self.seven)
        #expect(held.status == 2)
        for words in [
            "1 HELD\n", "HELD  sis-import  02:30  run 26-0002  (2 runs)\n", "1 of 2 records were rejected (50.0 %)",
            "      send it: exchange release 26-0002 --reason \"…\"", "line 2 (1): last_name: it is required",
        ] {
            #expect(held.output.contains(words), "\(held.output)")
        }
        #expect(held.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        let (json, status) = try page(site, "--since", "2026-11-20")
        #expect(status == 2 && json.entries.map(\.level) == ["held"] && json.entries[0].run == "26-0002")
        #expect(json.since == "2026-11-20 00:00:00 CST" && json.schema == 1)
    }

    @Test func `rejected records want a look, and silence is seen`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        #expect(try site.carry().outcome.status == 1)
        let (json, status) = try page(site, "--since", "12h")
        #expect(status == 1 && json.entries.map(\.level) == ["attention"])
        let later = try site.run("report", "--since", "7d", "--as-of", "2026-12-24T07:00")
        #expect(later.status == 0)
        #expect(
            later.output.contains(
                "NONE  sis-import  No run in this time; the last was run 26-0001, 2026-11-21 02:30:00 CST."))
    }

    @Test func `all institutions stand on one page, or one of them`() throws {
        let site = try Site(profile: ExitCodeTests.small)
        try site.scratch.write(
            "Profiles/institutions.yaml",
            """
            default: example
            institutions:
              example: {title: Example University Library, zone: America/Chicago}
              north: {title: North Campus, zone: Europe/Vienna}
            """)
        try site.scratch.write("Profiles/north/connections.yaml", try Checkout.text("Profiles/connections.yaml"))
        try site.scratch.write("Profiles/north/staff.yaml", ExitCodeTests.small)
        try site.give(ExitCodeTests.people)
        #expect(try site.run("run", "north/staff", "--as-of", Site.clock).status == 0)
        #expect(try page(site, "--since", "1d", "--all").page.entries.map(\.profile) == ["staff", "sis-import"])
        #expect(try page(site, "--since", "1d").page.entries.map(\.profile) == ["sis-import"])
        let north = try site.run(
            "report", "--since", "1d", "--institution", "north", "--as-of", "2026-11-21T07:00")
        #expect(north.output.hasPrefix("Sat 21 Nov 2026 07:00 CET") && north.output.hasSuffix(" 1 ok\n"))
        try site.give("\n", as: "people_9.csv")
        #expect(try site.run("run", "north/staff", "--as-of", Site.clock).status == 5)
        let refused = try site.run("report", "--since", "1d", "--all", "--as-of", "2026-11-21T07:00").output
        #expect(refused.contains("      all of it: exchange report 26-0002 --institution north\n"), "\(refused)")
    }

    @Test(arguments: [
        ["--since", "tomorrow"], ["--since", "7w"], ["--since", "-3d"], ["--since", "1d", "26-0001"], ["--all"],
        ["--since", "1d", "--ids"], ["--full"], ["--since", "1d", "--profile", "sis-inport"], ["--ids", "--json"],
        ["--as-of", "2026-11-21"], ["--since", "1d", "--all", "--institution", "example"],
    ]) func `what makes no sense is 64`(_ words: [String]) throws {
        let site = try Site()
        let outcome = try site.program.run(["report"] + words)
        #expect(outcome.status == 64, "\(outcome.errors)\(outcome.output)")
        #expect(outcome.output.isEmpty && site.waiting.isEmpty)
    }
}
