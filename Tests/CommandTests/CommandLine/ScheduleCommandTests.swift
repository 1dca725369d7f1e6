import Exchange
import Foundation
import ServerKit
import Testing

/// `exchange schedule`, and runs for a slot.
@Suite struct ScheduleCommandTests {
    private func site(_ schedule: String = "schedule: {cron: \"30 2 * * *\"}") throws -> Site {
        try Site(profile: Site.shippedProfile() + "\n\(schedule)\n")
    }

    @Test func `shows when runs are made, in local time and UTC, and why`() throws {
        let site = try site()
        let outcome = try site.run("schedule", "sis-import", "--from", "2027-03-13", "--next", "3")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output == """
                SLOT              STARTS                   UTC                   PROFILE     MARK  WHY
                2027-03-13T02:30  2027-03-13 02:30:00 CST  2027-03-13T08:30:00Z  sis-import        30 2 * * *
                2027-03-14T02:30  2027-03-14 03:00:00 CDT  2027-03-14T08:00:00Z  sis-import  gap   30 2 * * *; the clock jumps over 02:30
                2027-03-15T02:30  2027-03-15 02:30:00 CDT  2027-03-15T07:30:00Z  sis-import        30 2 * * *

                """)
    }

    @Test func `shows a year, with what the calendar keeps from running`() throws {
        let site = try site("schedule: {cron: \"30 1 * * MON-FRI\", calendar: campus}")
        try site.scratch.write(
            "Profiles/calendars.yaml", "calendars:\n  campus:\n    holidays: {Thanksgiving: 2026-11-26..2026-11-27}\n")
        let outcome = try site.run("schedule", "--year", "2026")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 1 + 261, "\(outcome.errors)")
        #expect(lines.filter { $0.contains("not run") }.count == 2)
        #expect(lines.contains { $0.hasPrefix("2026-11-26T01:30") && $0.hasSuffix("not run  holiday: Thanksgiving") })
        let json = try site.run("schedule", "--from", "2026-11-25", "--next", "2", "--json")
        #expect(json.output.contains("\"skipped\" : \"holiday: Thanksgiving\""), "\(json.output)")
    }

    @Test func `says so where there is no schedule, and where a profile is not whole`() throws {
        let plain = try Site()
        #expect(try plain.run("schedule").output.hasPrefix("No profile has a schedule"))
        #expect(try plain.run("schedule", "sis-import").output.hasPrefix("sis-import has no schedule"))
        let broken = try site("schedule: {cron: \"30 2 30 2 *\"}")
        let outcome = try broken.run("schedule")
        #expect(outcome.status == 7 && outcome.errors.contains("exchange profiles check example/sis-import"))
        let named = try broken.run("schedule", "sis-import")
        #expect(named.status == 7 && named.errors.contains("this day never comes"), "\(named.errors)")
        #expect(try plain.run("schedule", "nosuch").status == 64)
    }

    @Test func `row 19: a slot is run once, whoever starts it and how often`() throws {
        let site = try site()
        try site.give(Site.sample())
        let slot = ["run", "sis-import", "--slot", "2026-11-21T02:30", "--as-of", Site.clock]
        let first = try site.program.run(slot + ["--json"])
        #expect(first.status <= 1 && first.output.contains("\"slot\" : \"2026-11-21T02:30\""), "\(first.errors)")
        #expect(site.delivered.count == 1)
        let run = try ReportDocument(first.output).run
        try site.give(Site.sample(), as: "people_2.csv")
        let second = try site.program.run(slot)
        #expect(second.status == 3)
        #expect(second.errors.contains("2026-11-21T02:30 of sis-import was taken by run \(run)"), "\(second.errors)")
        #expect(site.waiting == ["people_2.csv"] && site.delivered.count == 1)
        #expect(try site.run("history").output.split(separator: "\n").count == 2)
        let next = try site.run("run", "sis-import", "--slot", "2026-11-22T02:30", "--as-of", Site.clock)
        #expect(next.status == 3 && site.waiting.isEmpty, "the same content is nothing new: \(next.output)")
    }

    @Test func `a run that waits is finished first, and then the slot has its turn`() throws {
        let site = try site()
        try site.give(Site.sample())
        let taken = "\(Site.target)/people_20261121_26-0001.zip"
        try site.scratch.write(taken, "somebody else's")
        #expect(try site.carry().report.end == "open")
        try FileManager.default.removeItem(atPath: site.scratch.at(taken))
        let outcome = try site.run("run", "sis-import", "--slot", "2026-11-22T02:30", "--as-of", Site.clock)
        #expect(outcome.status == 3 && outcome.errors.contains("run 26-0001 is finished"), "\(outcome.errors)")
        #expect(site.delivered == ["people_20261121_26-0001.zip"])
        #expect(try site.run("history").output.split(separator: "\n").count == 3)
        #expect(
            try site.run("run", "sis-import", "--slot", "2026-11-22T02:30").errors.contains("was taken by run 26-0002"))
    }

    @Test func `a slot whose run came to nothing is tried again`() throws {
        let site = try site()
        let place = "places/campus/outgoing"
        try FileManager.default.removeItem(atPath: site.scratch.at(place))
        let slot = ["run", "sis-import", "--slot", "2026-11-21T02:30", "--as-of", Site.clock]
        let failed = try site.program.run(slot)
        #expect(failed.status == 6, "\(failed.output)")
        _ = try site.scratch.folder(place)
        try site.give(Site.sample())
        #expect(try site.program.run(slot).status <= 1)
        #expect(try site.program.run(slot).status == 3 && site.delivered.count == 1)
    }

    @Test(arguments: [
        ["--slot", "yesterday"], ["--slot", "2026-11-21T02:30", "--dry-run"],
        ["--slot", "2026-11-21T02:30", "--limit", "3"],
    ])
    func `a slot that is none, or not for a whole run, is a mistake in the call`(words: [String]) throws {
        #expect(try Program().run(["run", "sis-import"] + words).status == 64)
    }

    @Test(arguments: [["--next", "0"], ["--year", "99"], ["--year", "2027", "--next", "3"]])
    func `a schedule of nothing is a mistake in the call`(words: [String]) throws {
        #expect(try Program().run(["schedule"] + words).status == 64)
    }
}
