import Exchange
import ServerKit
import Testing

/// `--target`, and runs for part of a load, as an operator meets them.
@Suite struct TargetTests {
    static let sandbox = """

        targets:
          sandbox:
            to: {connection: alma-sandbox}
        """

    private func site() throws -> Site {
        let site = try Site(profile: ExitCodeTests.small + TargetTests.sandbox)
        let connections = try Checkout.text("Profiles/connections.yaml")
        try site.scratch.write(
            "Profiles/connections.yaml", connections + "\n  alma-sandbox: {scheme: local, path: places/sandbox}\n")
        try site.scratch.folder("places/sandbox/sis")
        try site.give(ExitCodeTests.people)
        return site
    }

    private func tried(_ site: Site) -> [String] { site.scratch.names("places/sandbox/sis") }

    @Test func `a trial run on the sandbox touches nothing of production`() throws {
        let site = try site()
        let outcome = try site.run("run", "sis-import", "--target", "sandbox", "--as-of", Site.clock)
        #expect(outcome.status == 0, "\(outcome.errors)\(outcome.output)")
        #expect(outcome.output.contains("sis-import@sandbox  run 26-0001"), "\(outcome.output)")
        #expect(tried(site).count == 1 && site.everythingAtTarget.isEmpty && site.waiting == ["people_1.csv"])
        #expect(
            try site.run("run", "sis-import@sandbox", "--as-of", Site.clock).status == 3, "once is enough there, too")
        let (real, report) = try site.carry()
        #expect(real.status == 0 && report.profile == "sis-import" && site.delivered.count == 1)
        #expect(tried(site).count == 1)
    }

    @Test func `its runs are asked for by its name`() throws {
        let site = try site()
        #expect(try site.run("history", "sis-import@sandbox").output == "There has been no run yet.\n")
        #expect(try site.run("history", "sis-import@sandbx").status == 64)
        _ = try site.run("run", "sis-import", "--target", "sandbox")
        #expect(try site.run("history", "sis-import").output == "There has been no run yet.\n")
        #expect(try site.run("history", "sis-import@sandbox").output.contains("sis-import@sandbox"))
        #expect(try site.run("report", "sis-import@sandbox").output.contains("DONE  sis-import@sandbox"))
        #expect(try site.run("report", "sis-import").output == "There has been no run yet.\n")
        let status = try site.run("status")
        #expect(status.status == 0 && status.output.contains("sis-import@sandbox"), "\(status.output)")
        #expect(try !site.run("status", "sis-import").output.contains("sandbox"))
    }

    @Test func `a dry run on it sends nothing anywhere`() throws {
        let site = try site()
        let outcome = try site.run("run", "sis-import", "--target", "sandbox", "--dry-run")
        #expect(outcome.status == 0 && outcome.output.contains("DRY RUN  sis-import@sandbox"), "\(outcome.output)")
        #expect(tried(site).isEmpty && site.everythingAtTarget.isEmpty)
    }

    @Test func `it is checked with its profile, and explained by itself`() throws {
        let site = try site()
        #expect(try site.run("profiles", "check").status == 0)
        #expect(
            try site.run("profiles", "explain", "sis-import", "--target", "sandbox").output.contains("alma-sandbox"))
        try site.scratch.write(
            "Profiles/sis-import.yaml", ExitCodeTests.small + TargetTests.sandbox + "\n    gard: {min_records: 1}\n")
        for words in [["check"], ["check", "sis-import"], ["check", "sis-import@sandbox"]] {
            let checked = try site.program.run(["profiles"] + words)
            #expect(checked.status == 7 && checked.output.contains("did you mean 'guard'"), "\(checked.output)")
        }
        #expect(try site.carry().outcome.status == 0, "production does not need it")
        #expect(try site.run("run", "sis-import", "--target", "nowhere").status == 64)
    }

    @Test func `part of a load leaves the file to the next whole run`() throws {
        let site = try site()
        let list = try #require(ExitCodeTests.people.split(separator: "\n").last?.split(separator: ",").first)
        try site.scratch.write("ids.txt", "\u{FEFF}\(list)\r\n\r\n")
        let (outcome, report) = try site.carry("--only", "primary_id=@\(site.scratch.at("ids.txt"))")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(report.remarks.contains { $0.contains("--only, 1 identifier. The source files stay") })
        #expect(site.waiting == ["people_1.csv"] && site.delivered.count == 1)
        #expect(try site.carry("--limit", "1").outcome.status == 0)
        #expect(site.waiting == ["people_1.csv"])
        #expect(try site.carry().outcome.status == 0)
        #expect(site.delivered.count == 3)
    }

    @Test(arguments: [
        ["--limit", "0"], ["--limit", "-1"], ["--limit", "few"], ["--only", ""], ["--only", ", ,"],
        ["--only", "@nowhere"],
        ["--only", "@/dev/null"], ["--without-baseline"], ["--reason", "because"],
    ])
    func `what cannot be meant is a mistake in the call`(words: [String]) throws {
        let site = try site()
        let outcome = try site.program.run(["run", "sis-import"] + words)
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(site.everythingAtTarget.isEmpty && site.waiting == ["people_1.csv"])
    }

    @Test func `an institution may keep its key in a file of its own, and only its owner may read that`() throws {
        let site = try site()
        try site.scratch.write(
            "Profiles/institutions.yaml",
            """
            default: example
            institutions:
              example: {title: Example University Library, zone: America/Chicago, key_file: keys/example.key}
            """)
        #expect(try site.run("profiles", "check").status == 0)
        try site.scratch.write("keys/example.key", String(repeating: "0123456789abcdef", count: 4))
        #expect(try site.carry().outcome.status == 0)
        #expect(site.scratch.bytes("state/example/key") == nil)
    }
}
