import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// What machines ask: `exchange status --check`, `exchange metrics`, and the files a run leaves for them and for people.
@Suite struct HealthTests {
    private func site(_ more: String = "") throws -> Site {
        let site = try Site(profile: ExitCodeTests.small + "\nguard: {max_rejects_percent: 40}\n")
        try site.scratch.write(
            "Profiles/institutions.yaml", try Checkout.text("Profiles/institutions.yaml") + more)
        return site
    }

    private func check(_ site: Site, _ words: String...) throws -> (status: Int, line: String) {
        let outcome = try site.program.run(["status", "--check"] + words)
        #expect(outcome.output.split(separator: "\n").count == 1 && outcome.output.hasPrefix("EXCHANGE "))
        return (outcome.status, outcome.output)
    }

    @Test func `a check is one line with its numbers, and a code of 0 to 3`() throws {
        let site = try site()
        #expect(try check(site).status == 0)
        #expect(
            try check(site, "--critical", "26h").line.hasPrefix("EXCHANGE CRITICAL - sis-import had no success yet |"))
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        let well = try check(site, "sis-import", "--warning", "26h", "--critical", "2d")
        #expect(well.status == 0)
        #expect(
            well.line.wholeMatch(
                of:
                    /EXCHANGE OK - 1 profile, nothing needs anybody \| profiles=1 remarks=0 'sis-import_age'=\d+s;93600;172800;0\n/
            ) != nil, "\(well.line)")
        #expect(try check(site, "--warning", "0").status == 1)
        try site.give("id,last\n1,\n2,Sample\n", as: "people_2.csv")
        #expect(try site.carry().outcome.status == 2)
        let held = try check(site)
        #expect(held.status == 2 && held.line.contains("sis-import held, run 26-0002: Held, nothing sent"), "\(held)")
        try site.scratch.write("Profiles/institutions.yaml", "default: [")
        #expect(try check(site).status == 3)
    }

    @Test func `a daemon that fell silent is critical`() throws {
        let site = try site()
        let now = Int(Date().timeIntervalSince1970)
        try site.scratch.write("state/daemon/heartbeat", "{\"at\": \(now), \"pid\": 4711, \"running\": 2}\n")
        #expect(try check(site).status == 0)
        #expect(try site.run("status").output.contains("daemon: alive "))
        try site.scratch.write("state/daemon/heartbeat", "{\"at\": \(now - 7300), \"pid\": 4711, \"running\": 2}\n")
        let silent = try check(site)
        #expect(silent.status == 2 && silent.line.contains("daemon silent for 2 h"), "\(silent.line)")
        #expect(try site.run("status").status == 2)
    }

    @Test func `a file that is late is said, and is no failure`() throws {
        let zone = try TimeZoneFile.zone(named: "America/Chicago")
        func time(_ hours: Int) -> String {
            let civil = zone.civil(Moment(seconds: WallClock.now().seconds + hours * 3600))
            return "\(padded(civil.hour, 2)):\(padded(civil.minute, 2))"
        }
        let expected = "between: \(time(-3))-\(time(3)), amber: \"\(time(-2))\", records: 500-600"
        let profile =
            ExitCodeTests.small + "\nschedule: {cron: \"0 1 * * *\"}\nexpectations: [{\(expected)}]\n"
        let site = try Site(profile: profile)
        let late = try check(site)
        #expect(late.status == 1 && late.line.contains("sis-import is late, not yet missing: nothing has come yet"))
        #expect(try site.run("status").output.contains("Late, not yet missing: nothing has come yet"))
        #expect(try site.run("metrics").output.contains("exchange_expected_amber{institution"))
        let morning = try site.run("report", "--since", "yesterday")
        #expect(morning.output.contains("Late, not yet missing"), "\(morning.output)")
        try site.give(ExitCodeTests.people)
        let carried = try site.run("run", "sis-import")
        #expect(carried.output.contains("expected are 500 to 600"), "\(carried.output)")
        #expect(try check(site).status == 0)
    }

    @Test func `a missing file is a run, and stays missing until one comes`() throws {
        let site = try site()
        let (outcome, report) = try site.carry("--expected", "by 04:00")
        #expect(outcome.status == 4 && report.headline.hasPrefix("Missing: a file was expected by 04:00. No file"))
        #expect(try site.carry().outcome.status == 3)
        #expect(try check(site).line.contains("CRITICAL - sis-import is missing a file that was expected"))
        #expect(try site.run("status").status == 2)
        try site.give(ExitCodeTests.people)
        #expect(try site.carry("--expected", "by 04:00").outcome.status == 0)
        #expect(try check(site).status == 0)
    }

    @Test func `each run files its report by day and writes the metrics`() throws {
        let site = try site("    metrics_file: metrics/exchange.prom\n")
        try site.scratch.folder("metrics")
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        let place = "reports/example/sis-import/2026-11-21"
        #expect(site.scratch.names(place) == ["26-0001.html", "26-0001.json", "26-0001.txt"])
        #expect(site.scratch.text("\(place)/26-0001.txt") == (try site.run("report", "26-0001").output))
        #expect(site.scratch.text("\(place)/26-0001.json") == (try site.run("report", "26-0001", "--json").output))
        #expect(site.scratch.names("metrics") == ["exchange.prom"])
        let mode = try Folder.openAnywhere(site.scratch.at("metrics/exchange.prom")).attributes().mode
        #expect(mode == 0o644, "another account's collector reads it")
        #expect(try Folder.openAnywhere(site.scratch.at("\(place)/26-0001.txt")).attributes().mode == 0o600)
        #expect(site.scratch.text("metrics/exchange.prom") == (try site.run("metrics").output))
    }

    @Test func `a release is filed and measured as well, and a dry run is not`() throws {
        let site = try site("    metrics_file: exchange.prom\n")
        try site.give("id,last\n1,\n2,Sample\n")
        #expect(try site.carry("--dry-run").outcome.status == 2)
        #expect(site.scratch.names("reports").isEmpty && site.scratch.text("exchange.prom") == nil)
        #expect(try site.carry().outcome.status == 2)
        #expect(
            site.scratch.text("exchange.prom")?.contains(
                "exchange_held_runs{institution=\"example\",profile=\"sis-import\"} 1") == true)
        #expect(try site.run("release", "26-0001", "--reason", "it is right").status == 1)
        #expect(
            site.scratch.text("exchange.prom")?.contains(
                "exchange_held_runs{institution=\"example\",profile=\"sis-import\"} 0") == true)
        #expect(site.scratch.text("reports/example/sis-import/2026-11-21/26-0001.txt")?.hasPrefix("DONE") == true)
    }

    @Test func `where neither can be written the run is none the worse, and says so`() throws {
        let site = try site("    metrics_file: nowhere/exchange.prom\n    reports: {folder: in-the-way}\n")
        try site.scratch.write("in-the-way", "a file")
        try site.give(ExitCodeTests.people)
        let outcome = try site.run("run", "sis-import", "--quiet")
        #expect(outcome.status == 0 && site.delivered.count == 1)
        #expect(outcome.errors.contains("exchange: The report of run 26-0001 was not filed: "), "\(outcome.errors)")
        #expect(outcome.errors.contains("exchange: The metrics were not written: "), "\(outcome.errors)")
        try site.scratch.write("Profiles/institutions.yaml", try Checkout.text("Profiles/institutions.yaml"))
        try site.give("id,last\n1,Example\n2,Other\n", as: "people_2.csv")
        #expect(try site.run("run", "sis-import").status == 0)
        let days = site.scratch.names("reports/example/sis-import")
        #expect(
            days.flatMap { site.scratch.names("reports/example/sis-import/\($0)") }.count == 6, "the first one as well")
    }

    @Test func `HTML is written where asked, in place of what was there`() throws {
        let site = try site()
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        try site.scratch.write("morning.html", "old")
        let day = try site.run(
            "report", "--since", "today", "--as-of", "2026-11-21T07:00", "--html", site.scratch.at("morning.html"))
        #expect(day.status == 0)
        #expect(site.scratch.text("morning.html")?.contains("<p>1 ok: nothing needs anybody.</p>") == true)
        #expect(try site.run("report", "--html", site.scratch.at("run.html")).status == 0)
        #expect(site.scratch.text("run.html")?.contains("DONE sis-import run 26-0001") == true)
        #expect(try site.run("report", "--html", site.scratch.at("no/run.html")).status != 0)
    }

    @Test func `a look at the receiver says what is not taken`() throws {
        let site = try Site(
            profile: ExitCodeTests.small.replacingOccurrences(
                of: "folder: sis,", with: "folder: sis, taken_within: 1m,"))
        #expect(try site.run("look").output == "sis-import  all is taken\n")
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        // As if it had been delivered an hour ago: the note of an earlier look, which a new look replaces.
        let look = try site.run("look", "sis-import", "--json")
        #expect(look.status == 0 && look.output.contains("\"untaken\" : ["))
        #expect(try site.run("look", "file-relay").status == 64)
    }
}
