import Exchange
import Foundation
import ServerKit
import Testing

/// Who is meant: the list of changes, and what an institution lets reports say.
@Suite struct IdentifiersTests {
    /// A site whose run 26-0001 has a list of changes, as a feed that compares loads leaves one.
    private func site(identifiers: String? = nil) throws -> Site {
        let site = try Site(profile: ExitCodeTests.small)
        if let identifiers {
            let text = try Checkout.text("Profiles/institutions.yaml")
            try site.scratch.write("Profiles/institutions.yaml", text + "    reports: {identifiers: \(identifiers)}\n")
        }
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
        let path = "state/example/runs/26-0001"
        let stored = Data(try #require(site.scratch.bytes("\(path)/report.json")))
        var document = try #require(try JSONSerialization.jsonObject(with: stored) as? [String: Any])
        document["changes"] = site.scratch.at("\(path)/out/changes.csv")
        try site.scratch.write("\(path)/report.json", Array(try JSONSerialization.data(withJSONObject: document)))
        try site.scratch.write(
            "\(path)/out/changes.csv",
            """
            change,identifier,group,fields
            gone,900000004,UG,
            new,900000001,"Graduate, part-time",
            cleared,900000003,UG,phone email
            changed,"9\u{202E}2",UG,email

            """)
        return site
    }

    @Test func `are listed by what changes`() throws {
        let outcome = try site().run("report", "26-0001", "--ids")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let list = """

            New: 1
              900000001  Graduate, part-time
            Changed: 1
              9\\u{202E}2  UG  email
            Cleared: 1
              900000003  UG  phone email
            Gone: 1
              900000004  UG

            """
        #expect(outcome.output.hasSuffix(list), "\(outcome.output)")
        #expect(outcome.output.contains("who changes: exchange report 26-0001 --ids"))
    }

    @Test func `are pseudonyms where the institution wants it so`() throws {
        let outcome = try site(identifiers: "pseudonym").run("report", "26-0001", "--ids")
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("9000000"))
        #expect(outcome.output.contains(/\nNew: 1\n  [0-9a-f]{8}  Graduate/))
    }

    @Test func `are not shown at all where it wants that`() throws {
        let outcome = try site(identifiers: "none").run("report", "26-0001", "--ids")
        #expect(
            outcome.output.hasSuffix("Gone: 1\nWho they are is not shown: 'reports: identifiers' is 'none' here.\n"))
        #expect(!outcome.output.contains("9000000"))
    }

    @Test func `are a mistake in the configuration where the word is none`() throws {
        let site = try site()
        let text = try Checkout.text("Profiles/institutions.yaml")
        try site.scratch.write("Profiles/institutions.yaml", text + "    reports: {identifiers: hide}\n")
        let outcome = try site.run("report")
        #expect(outcome.status == 7 && outcome.errors.contains("allowed: show, pseudonym, none"), "\(outcome.errors)")
    }

    @Test func `have no list where nothing was compared, or where it is gone`() throws {
        let plain = try Site(profile: ExitCodeTests.small)
        try plain.give(ExitCodeTests.people)
        #expect(try plain.carry().outcome.status == 0)
        let none = try plain.run("report", "--ids")
        #expect(none.status == 64 && none.errors.contains("[command.changes]"))
        #expect(try plain.run("run", "sis-import", "--ids").status == 3, "a run is not spoilt by that")
        let site = try site()
        try FileManager.default.removeItem(atPath: site.scratch.at("state/example/runs/26-0001/out/changes.csv"))
        let gone = try site.run("report", "--ids")
        #expect(gone.status == 64 && gone.errors.contains("is not kept any more"))
    }

    /// Two people, of whom the first was never accepted.
    private func rejecting(identifiers: String) throws -> (site: Site, report: String) {
        let site = try Site(profile: ExitCodeTests.small)
        let text = try Checkout.text("Profiles/institutions.yaml")
        try site.scratch.write("Profiles/institutions.yaml", text + "    reports: {identifiers: \(identifiers)}\n")
        try site.give("id,last\n900000001,\n900000002,Sample\n")
        let outcome = try site.run("run", "sis-import", "--as-of", Site.clock)
        #expect(outcome.status == 1)
        return (site, outcome.output)
    }

    @Test func `are pseudonyms in findings too, and 'why' still finds a person by the identifier`() throws {
        let (site, report) = try rejecting(identifiers: "pseudonym")
        #expect(report.contains(/line 2 \([0-9a-f]{8}\): last_name/) && !report.contains("90000000"))
        let why = try site.run("why", "900000001")
        #expect(why.status == 0 && why.output.contains("rejected: people_1.csv, line 2: last_name"), "\(why.output)")
        #expect(try site.run("why", "900000003").status == 3)
    }

    @Test func `are in no finding where the institution wants that, and 'why' says what it cannot know`() throws {
        let (site, report) = try rejecting(identifiers: "none")
        #expect(report.contains("line 2: last_name") && !report.contains("90000000"))
        let why = try site.run("why", "900000001")
        #expect(why.status == 3 && why.output.contains("Reports name nobody here"), "\(why.output)")
    }

    @Test func `find a person in JSON, without a value that nobody asked for`() throws {
        let (site, _) = try rejecting(identifiers: "show")
        let words = ["why", "900000002", "--json", "--profile", "sis-import"]
        let outcome = try site.program.run(words)
        let stories = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        let delivery = try #require(stories?.first?["delivery"] as? [String: Any])
        #expect(outcome.status == 0 && delivery["run"] as? String == "26-0001" && delivery["line"] as? Int == 3)
        #expect(!outcome.output.contains("Sample"))
        #expect(try site.program.run(words + ["--values"]).output.contains("Sample"))
        let unknown = try site.run("why", "900000002", "--profile", "sis-inport")
        #expect(unknown.status == 64 || unknown.status == 7, "\(unknown.errors)")
        #expect(unknown.output.isEmpty)
    }
}
