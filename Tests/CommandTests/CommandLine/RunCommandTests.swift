import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// `exchange run`, and what `report`, `history` and `status` say before and after.
@Suite struct RunCommandTests {
    @Test func `before any run there is nothing to report`() throws {
        let site = try Site()
        #expect(try site.run("report").output == "There has been no run yet.\n")
        #expect(try site.run("report", "--json").output == "null\n")
        #expect(try site.run("history").output == "There has been no run yet.\n")
        #expect(try site.run("history", "--json").output.filter { !$0.isWhitespace } == "[]")
        let status = try site.run("status")
        #expect(status.status == 0)
        #expect(status.output.contains("sis-import  never"))
        let lines = try JSONSerialization.jsonObject(with: Data(try site.run("status", "--json").output.utf8))
        #expect((lines as? [[String: Any]])?.first?["attention"] as? Bool == false)
    }

    @Test func `after a run all three know it`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        #expect(try site.carry().outcome.status == 1)
        let report = try ReportDocument(try site.run("report", "26-0001", "--json").output)
        #expect(report.run == "26-0001")
        #expect(report.end == "done with rejects")
        #expect(report.counts.read == 120)
        #expect(report.deliveries.map(\.target) == ["sis/people_20261121_26-0001.zip"])
        let history = try site.run("history", "sis-import", "--limit", "1").output
        #expect(
            history.contains("26-0001  sis-import  2026-11-21 02:30:00 CST  done with rejects  120   118       2"),
            "\(history)")
        let rows = try JSONSerialization.jsonObject(with: Data(try site.run("history", "--json").output.utf8))
        #expect((rows as? [[String: Any]])?.first?["run"] as? String == "26-0001")
        let status = try site.run("status")
        #expect(status.status == 0, "rejects wake nobody up")
        #expect(status.output.contains("118 records delivered in 1 file; 2 records rejected."))
    }

    @Test func `a zip is what the report says it is`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        let report = try site.carry().report
        let delivery = try #require(report.deliveries.first)
        let bytes = try #require(site.scratch.bytes("places/alma/\(delivery.target)"))
        #expect(bytes.count == delivery.size)
        var hasher = SHA256()
        bytes.withUnsafeBytes { hasher.update($0) }
        #expect(hasher.finish().hex == delivery.sha256)
    }

    @Test func `a dry run changes nothing anywhere`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        let (outcome, report) = try site.carry("--dry-run")
        #expect(outcome.status == 1)
        #expect(report.headline == "118 records would be delivered in 1 file; 2 records rejected.")
        #expect(report.deliveries.map(\.state) == ["not sent"])
        #expect(site.everythingAtTarget.isEmpty)
        #expect(site.scratch.bytes("\(Site.pickup)/people_1.csv") == (try Site.sample()))
        #expect(try site.run("history").output == "There has been no run yet.\n")
        #expect(try site.carry("--dry-run").outcome.status == 1, "and it can be done again")
        let real = try site.carry()
        #expect(real.report.run == "26-0001")
        #expect(real.outcome.status == 1)
    }

    @Test func `the clock can be set, in the profile's zone`() throws {
        let site = try Site(
            profile: ExitCodeTests.small.replacingOccurrences(of: "people_{run}", with: "people_{date}"))
        try site.give(ExitCodeTests.people)
        let outcome = try site.run("run", "sis-import", "--as-of", "2027-03-14")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("run 27-0001  2027-03-14 00:00:00 CST"))
        #expect(site.delivered == ["people_20270314.zip"])
    }

    @Test func `a file is sent again only with a reason`() throws {
        let site = try Site(profile: ExitCodeTests.small)
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        let refused = try site.run("run", "sis-import", "--again")
        #expect(refused.status == 64)
        #expect(refused.errors.contains("--again needs --reason"))
        #expect(site.delivered.count == 1)
        #expect(try site.carry("--again", "--reason", "mapping corrected").outcome.status == 0)
        #expect(site.delivered == ["people_26-0001.zip", "people_26-0002.zip"])
    }

    @Test func `institutions do not see each other`() throws {
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
        let outcome = try site.run("run", "north/staff", "--as-of", Site.clock)
        #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
        #expect(outcome.output.contains("2026-11-21 02:30:00 CET"), "\(outcome.output)")
        #expect(try site.run("history").output == "There has been no run yet.\n")
        #expect(try site.run("history", "--institution", "north").output.contains("staff"))
        #expect(site.scratch.names("state").contains("north"))
        #expect(try site.run("profiles", "list").output.contains("north/staff"))
        let unknown = try site.run("run", "nroth/staff")
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("north"))
    }

    @Test func `the root is --root, else EXCHANGE_ROOT, else the current folder`() throws {
        let site = try Site(profile: ExitCodeTests.small)
        let other = try Site(
            profile: ExitCodeTests.small.replacingOccurrences(of: "feed:", with: "summary: the other\nfeed:"))
        #expect(try site.run("profiles", "list", "--root", other.root).output.contains("the other"))
        #expect(try !site.run("profiles", "list").output.contains("the other"))
        let here = Program("/usr/bin/env")
        #expect(try here.run("-C", other.root, Repository.binary, "profiles", "list").output.contains("the other"))
        #expect(
            try here.run("-C", "\(other.root)/Profiles", Repository.binary, "profiles", "list", "--root", "..").output
                .contains("the other"))
        let nowhere = try here.run(
            "-C", other.scratch.at(Site.pickup), Repository.binary, "profiles", "list", "--root", "nowhere")
        #expect(nowhere.status == 7)
        #expect(nowhere.errors.contains("[command.root]"))
    }
}
