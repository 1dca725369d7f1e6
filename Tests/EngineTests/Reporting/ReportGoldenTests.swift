import Exchange
import Testing

@testable import Engine

/// What people read, whole: each text is approved as it is.
@Suite struct `A report that is approved` {
    @Test func `of the first dry run says what would be loaded, and who must mend what`() throws {
        let about = Report()
        about.tally = ReportsGiven.tally(read: 18_204, accepted: 18_121, rejected: 48, filtered: 35)
        ReportsGiven.add(
            31, ReportsGiven.duplicate, path: "SPRIDEN_ID", from: 214,
            "The identifier in column 'SPRIDEN_ID' stands on another line as well; the first one is kept.", to: about)
        ReportsGiven.add(
            12, ReportsGiven.date, path: "EXPIRES", from: 90, "The value in column 'EXPIRES' is no date as MM/DD/YYYY.",
            to: about)
        ReportsGiven.add(
            5, ReportsGiven.encoding, path: "LAST_NAME", from: 1_202, "The byte 96 is no character in UTF-8.", to: about
        )
        about.remark("35 people have no affiliation and were left out, as 'only' says.")
        let groups = [("UG", 14_020), ("GR", 3_311), ("FA", 640), ("ST", 150)].map {
            Comparison.Group(name: $0.0, before: 0, now: $0.1, gone: 0)
        }
        let first = Comparison(
            noun: "user", baseline: nil, before: 0, now: 18_121, new: 18_121, changed: 0, same: 0, gone: 0, expired: 0,
            kept: 0, groups: groups, fields: [])
        let report = ReportsGiven.report(
            "sis-import", "26-0001", "2026-11-21 09:02:00 CST", .doneWithRejects,
            "18,121 records would be delivered in 1 file; 48 records rejected.", about, dryRun: true, comparison: first,
            changes: "/srv/exchange/state/example/dry-run/sis-import/runs/26-0001/out/changes.csv",
            codes: [
                NewCodeLine(
                    NewCode(
                        place: "STVLEVL", code: "ND", count: 7,
                        fate: "not in lists/user_group.csv, loaded as the default 'UG'"))
            ],
            deliveries: [
                RunReport.Delivery(
                    target: "sis/people_20261121_26-0001.zip", size: 1_204_411,
                    sha256: String(repeating: "41ab", count: 16), state: "not sent", note: "dry run")
            ],
            rejects: ["/srv/exchange/state/example/dry-run/sis-import/runs/26-0001/out/rejects.csv"])
        try Golden.check(ReportText(report).text, "report-first-dry-run.txt")
    }

    static func held() -> RunReport {
        let about = Report()
        about.tally = ReportsGiven.tally(read: 15_902, added: 2_214, accepted: 18_104, rejected: 12)
        about.add(
            Finding(
                .error, ReportsGiven.guarded, Position(),
                "would expire 2,214 of 3,311 GR users (67 %, limit 5 %); no GR rows after line 14,877."))
        ReportsGiven.add(
            12, ReportsGiven.date, path: "EXPIRES", from: 90, "The value in column 'EXPIRES' is no date as MM/DD/YYYY.",
            to: about)
        return ReportsGiven.report(
            "sis-import", "26-0412", "2026-11-21 02:30:00 CST", .held,
            "Held, nothing sent: would expire 2,214 of 3,311 GR users (67 %, limit 5 %); no GR rows after line 14,877.",
            about, comparison: ReportsGiven.fallen,
            changes: "/srv/exchange/state/example/runs/26-0412/out/changes.csv",
            codes: [
                NewCodeLine(
                    NewCode(
                        place: "STVMAJR", code: "DSCI", count: 41, fate: "not in lists/majors.csv, kept as it is"),
                    ProblemBook.Entry(rule: "new code", place: "STVMAJR 'DSCI'", since: "2026-11-19", runs: 3))
            ],
            problems: [
                ProblemLine(rule: "test.date", place: "EXPIRES", count: 12, since: "2026-03-12", runs: 214),
                ProblemLine(rule: "test.guard", place: nil, count: 1, since: "2026-11-21", runs: 1),
            ],
            rejects: ["/srv/exchange/state/example/runs/26-0412/out/rejects.csv"])
    }

    @Test func `of a held run gives the numbers, what it would erase, and the two ways on`() throws {
        try Golden.check(ReportText(Self.held()).text, "report-held.txt")
    }

    @Test func `of a delivered load speaks of what has changed`() throws {
        let held = Self.held()
        let done = ReportsGiven.report(
            "sis-import", "26-0413", "2026-11-22 02:30:00 CST", .done, "15,890 records delivered in 1 file.", Report(),
            comparison: held.comparison)
        let text = ReportText(done).text
        #expect(text.contains("\nWhat changed, against run 26-0405\n"))
        #expect(text.contains("\n  ! cleared phone for 4,112 users\n"))
        #expect(!text.contains("would") && !text.contains("Two ways on"))
    }

    @Test func `of the morning can be read in ten seconds`() throws {
        try Golden.check(MorningText(try MorningGiven.page()).text, "report-morning.txt")
    }

    @Test func `of several institutions names them`() throws {
        let north = MorningEntry(
            ReportsGiven.row("sis-import", "26-0007", 2, 0, .done, "12 records delivered in 1 file."), nil,
            institution: "north")
        let page = try MorningGiven.page()
        let both = MorningPage(
            clock: ReportsGiven.civil(7, 0), since: ReportsGiven.civil(day: 20, 0, 0), page.entries + [north])
        let lines = MorningText(both).text.split(separator: "\n")
        #expect(lines.contains("OK    north/sis-import  02:00  12 records delivered in 1 file."))
        #expect(lines.contains { $0.hasPrefix("HELD  example/sis-import  02:30") })
    }
}
