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
}
