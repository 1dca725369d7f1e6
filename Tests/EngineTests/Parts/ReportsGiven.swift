import Exchange
import Ledger

@testable import Engine

/// Reports and runs as if they had happened, of an invented campus.
enum ReportsGiven {
    static let duplicate = Code(
        "test.identifier.twice", .data, owner: .registrar, cause: "An identifier stands twice in the load.",
        remedy: "Give one of the two people another identifier at the source.")
    static let date = Code(
        "test.date", .data, owner: .registrar, cause: "A date is none.", remedy: "Correct the date at the source.")
    static let encoding = Code(
        "test.encoding", .data, owner: .it, cause: "Bytes are no text.", remedy: "Export the file as UTF-8.")
    static let fund = Code(
        "test.fund", .data, owner: .library, cause: "A fund has no index.", remedy: "Add the fund to lists/funds.csv.")
    static let guarded = Code(
        "test.guard", .data, owner: .registrar, cause: "Too many would be expired.",
        remedy: "Compare the file with an earlier one, and ask who made it.")

    /// `count` findings of a rule, on every third line from `line`.
    static func add(_ count: Int, _ rule: Code, path: String, from line: Int, _ words: String, to report: Report) {
        for number in 0..<count {
            let place = Position(record: line + 3 * number - 1, line: line + 3 * number, path: path)
            report.add(Finding(.error, rule, place, words, subject: "9001\(padded(line + 3 * number, 5))"))
        }
    }

    static func tally(
        read: Int, added: Int = 0, accepted: Int, rejected: Int = 0, filtered: Int = 0, merged: Int = 0
    ) -> Tally {
        var tally = Tally()
        (tally.read, tally.added, tally.accepted) = (read, added, accepted)
        (tally.rejected, tally.filtered, tally.merged) = (rejected, filtered, merged)
        return tally
    }

    static func report(
        _ profile: String = "sis-import", _ run: String, _ clock: String, _ end: End, _ headline: String,
        _ about: Report,
        dryRun: Bool = false, comparison: Comparison? = nil, changes: String? = nil, codes: [NewCodeLine]? = nil,
        problems: [ProblemLine]? = nil, deliveries: [RunReport.Delivery] = [], rejects: [String] = []
    ) -> RunReport {
        RunReport(
            schema: 1, institution: "example", profile: profile, run: run, clock: clock, zone: "America/Chicago",
            dryRun: dryRun, end: end.title, exit: end.rawValue, headline: headline, counts: RunCounts(about.tally),
            source: "campus (folder /srv/campus)", target: "alma (folder /srv/alma)",
            arrivals: [
                RunReport.Arrival(
                    path: "outgoing/people_20261121.csv", size: 2_412_880,
                    sha256: String(repeating: "9f2c", count: 16), state: dryRun || end == .held ? "taken" : "released",
                    ready: nil)
            ],
            deliveries: deliveries, rejects: rejects, reasons: nil, changes: changes, findings: about.lines,
            rules: about.ruleCounts,
            remarks: about.remarks, fault: nil, comparison: comparison, codes: codes,
            problems: problems, holds: end == .held ? run : nil)
    }

    /// The night of 20 to 21 November: one load that looks cut off.
    static let fallen = Comparison(
        noun: "user", baseline: "26-0405", before: 18_169, now: 15_890, new: 9, changed: 41, same: 15_840, gone: 2_276,
        expired: 2_214, kept: 12,
        groups: [
            Comparison.Group(name: "UG", before: 14_020, now: 13_958, gone: 62),
            Comparison.Group(name: "GR", before: 3_311, now: 1_094, gone: 2_214),
            Comparison.Group(name: "FA", before: 640, now: 640, gone: 0),
            Comparison.Group(name: "ST", before: 198, now: 198, gone: 0),
        ],
        fields: [
            field("email", 3, 30, 0), field("phone", 0, 2, 4_112), field("expiry_date", 0, 12, 0),
            field("last_name", 0, 0, 0),
        ])

    static func field(_ name: String, _ set: Int, _ changed: Int, _ cleared: Int) -> Comparison.Field {
        Comparison.Field(
            name: name, set: set, changed: changed, cleared: cleared, filledBefore: 15_000,
            filledNow: 15_000 + set - cleared)
    }

    /// A run as the ledger would have it, at a time of November 2026 in Chicago.
    static func row(
        _ profile: String, _ run: String, day: Int = 21, _ hour: Int, _ minute: Int, _ end: End?, _ summary: String
    ) -> RunRow {
        RunRow(
            id: run, profile: profile, now: civil(day: day, hour, minute), zone: "America/Chicago", sequence: 1,
            configuration: ContentDigest(bytes: [UInt8](repeating: 0, count: 32)), origin: "by hand", step: .convert,
            epoch: 1, owner: "test", end: end, summary: summary, tally: Tally(), ended: nil)
    }

    static func civil(day: Int = 21, _ hour: Int, _ minute: Int) -> CivilTime {
        // 2026-11-01T00:00:00Z is 1793491200.
        CivilTime(
            Moment(seconds: 1_793_491_200 + (day - 1) * 86_400 + hour * 3600 + minute * 60 + 6 * 3600),
            offset: -6 * 3600,
            abbreviation: "CST")
    }
}
