import Foundation
import ServerKit
import Testing

/// `exchange release`, `prune` and `ledger`, as an operator meets them.
@Suite struct ReleaseCommandTests {
    private let site: Site

    init() throws { site = try Site(profile: ExitCodeTests.small + "\nguard: {min_records: 3}\n") }

    private func hold() throws {
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 2)
        #expect(site.delivered.isEmpty)
    }

    @Test func `what is held is sent with a reason, which stands in the report`() throws {
        try hold()
        let again = try site.carry()
        #expect(again.outcome.status == 2)
        #expect(again.report.headline.contains("exchange release 26-0001 --reason"))
        let refused = try site.run("release", "26-0001")
        #expect(refused.status == 64 && refused.errors.contains("--reason"))
        let sent = try site.run("release", "26-0001", "--reason", "term break, asked the registrar", "--json")
        #expect(sent.status == 0, "\(sent.errors)")
        let report = try ReportDocument(sent.output)
        #expect(report.run == "26-0001" && report.end == "done" && report.counts.accepted == 2)
        #expect(report.remarks.contains { $0.contains(": term break, asked the registrar") })
        #expect(site.delivered == ["people_26-0001.zip"])
        #expect(try ReportDocument(site.run("report", "26-0001", "--json").output).remarks == report.remarks)
        let twice = try site.run("release", "26-0001", "--reason", "x")
        #expect(twice.status == 64 && twice.errors.contains("[release.twice]"))
        #expect(try site.run("status").status == 0, "the run that only found it held needs nobody any more")
    }

    @Test func `what was overtaken is not sent, and is called so`() throws {
        try hold()
        try site.give("id,last\n1,Example\n2,Sample\n3,Third\n", as: "people_2.csv")
        #expect(try site.carry().outcome.status == 0)
        let late = try site.run("release", "26-0001", "--reason", "late")
        #expect(late.status == 64 && late.errors.contains("run 26-0002 has delivered since"), "\(late.errors)")
        #expect(try site.run("history").output.contains("  superseded  "))
        #expect(try site.run("history", "--json").output.contains("\"end\" : \"superseded\""))
        #expect(site.delivered == ["people_26-0002.zip"])
    }

    @Test func `a slip is 64, with what to do`() throws {
        try hold()
        for id in ["26-0099", "x", "../26-0001"] {
            let outcome = try site.run("release", id, "--reason", "x")
            #expect(outcome.status == 64 && outcome.errors.contains("  -> "), "\(id): \(outcome.errors)")
        }
    }

    @Test func `a dry run says what would be held`() throws {
        try site.give(ExitCodeTests.people)
        let outcome = try site.run("run", "sis-import", "--dry-run")
        #expect(outcome.status == 2 && outcome.output.hasPrefix("HELD  DRY RUN"))
        #expect(outcome.output.contains("'guard: min_records' asks for 3"))
        #expect(try site.run("history").output == "There has been no run yet.\n")
    }

    @Test func `prune shows a table, class by class`() throws {
        try hold()
        let kept = try site.run("prune", "--dry-run")
        #expect(kept.status == 0)
        let rows = kept.output.split(separator: "\n").map { $0.split(separator: " ", omittingEmptySubsequences: true) }
        #expect(rows.map { $0.first.map(String.init) } == ["CLASS", "content", "rejects", "reports", "ledger"])
        #expect(rows[1].prefix(5).map(String.init) == ["content", "7", "days", "1", "0"])
        try site.scratch.write(
            "Profiles/institutions.yaml",
            """
            default: example
            institutions:
              example: {zone: America/Chicago, retention: {content: 0, rejects: 1d}}
            """)
        #expect(try site.run("prune", "--dry-run", "--json").output.contains("\"removed\" : 1"))
        #expect(site.scratch.names("state/example/runs/26-0001/out") == ["1"])
        #expect(try site.run("prune").status == 0)
        #expect(site.scratch.names("state/example/runs/26-0001") == ["conversion.json", "report.json"])
        let late = try site.run("release", "26-0001", "--reason", "late")
        #expect(late.status == 64 && late.errors.contains("[release.expired]"))
    }

    @Test func `the ledger is copied and verified`() throws {
        try hold()
        let copy = site.scratch.at("copy.sqlite")
        let made = try site.run("ledger", "backup", copy)
        #expect(made.status == 0 && made.output.contains("1 run, "), "\(made.errors)")
        #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        #expect(try site.run("ledger", "backup", copy).errors.contains("[ledger.backup.exists]"))
        let verified = try site.run("ledger", "verify", copy, "--json")
        #expect(verified.status == 0 && verified.output.contains("\"whole\" : true"))
        #expect(try site.run("ledger", "verify").status == 0)
        #expect(try site.run("ledger", "verify", site.scratch.at("none")).status == 64)
        try site.scratch.write("torn.sqlite", Array((site.scratch.bytes("copy.sqlite") ?? []).prefix(5000)))
        let torn = try site.run("ledger", "verify", site.scratch.at("torn.sqlite"))
        #expect(torn.status == 8 && torn.errors.contains("[ledger.damaged]"))
    }
}
