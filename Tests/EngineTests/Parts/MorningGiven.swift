import Exchange

@testable import Engine

/// The morning of 21 November 2026: one load held, one with rejects, the others well.
enum MorningGiven {
    static func page() throws -> MorningPage {
        let held = `A report that is approved`.held()
        let entries = [
            MorningEntry(
                ReportsGiven.row("bursar", "26-0410", 1, 0, .done, "132 records delivered in 1 file."), nil,
                institution: "example"),
            MorningEntry(
                ReportsGiven.row("sis-import", "26-0412", 2, 30, .held, held.headline), held, institution: "example"),
            MorningEntry(
                ReportsGiven.row("alma-invoices", "26-0409", day: 20, 19, 0, .doneWithRejects, ""), invoices(),
                institution: "example"),
            MorningEntry(
                ReportsGiven.row(
                    "courses", "26-0413", 5, 0, .nothingToDo,
                    "Nothing new: run 26-0404 delivered the very same content as courses_26-0404.csv."), nil,
                institution: "example"),
            MorningEntry(
                silent: "counter-reports",
                last: ReportsGiven.row("counter-reports", "26-0388", day: 1, 6, 0, .done, ""),
                institution: "example"),
        ]
        return MorningPage(clock: ReportsGiven.civil(7, 0), since: ReportsGiven.civil(day: 20, 0, 0), entries)
    }

    private static func invoices() -> RunReport {
        let about = Report()
        about.tally = ReportsGiven.tally(read: 86, accepted: 84, rejected: 2)
        about.add(
            Finding(
                .error, ReportsGiven.fund, Position(record: 12, line: 214, path: "fund"),
                "The fund of line 2 is not in lists/funds.csv.", subject: "INV 88213"))
        about.add(
            Finding(
                .error, ReportsGiven.fund, Position(record: 40, line: 731, path: "fund"),
                "The fund of line 1 is not in lists/funds.csv.", subject: "INV 88240"))
        return ReportsGiven.report(
            "alma-invoices", "26-0409", "2026-11-20 19:00:00 CST", .doneWithRejects,
            "84 records delivered in 1 file; 2 records rejected.", about,
            problems: [ProblemLine(rule: "test.fund", place: "fund", count: 2, since: "2025-11-18", runs: 3)])
    }
}
