import Foundation
import ServerKit
import Testing

/// The programs in `Samples/transformers`, and others, run by `exchange` as an operator has them run.
@Suite struct TransformerSampleTests {
    private static let header = "PERSON_ID;FIRST_NAME;LAST_NAME;GROUP;CAMPUS;EXPIRES;FACULTY\n"
    private static let profile = """
        feed: sis-users
        from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "people_{run}.zip"}
        read: {delimiter: ";"}
        fields:
          primary_id: {column: PERSON_ID, required: yes}
          first_name: FIRST_NAME
          last_name: {column: LAST_NAME, required: yes}
          user_group: GROUP
          campus_code: CAMPUS
          expiry_date: {column: EXPIRES, date: YYYY-MM-DD}
          job_description: CAMPUS_NOTE
        transformers:
          - program: transformers/fix-names.py
          - program: transformers/campus-code.sh
            arguments: [WEST]
            format: tsv
            adds: [CAMPUS_NOTE]
        """

    private func site(_ profile: String = profile, _ programs: [String: String] = [:]) throws -> Site {
        let site = try Site(profile: profile)
        var programs = programs
        for name in ["fix-names.py", "campus-code.sh"] where programs[name] == nil {
            programs[name] = try Checkout.text("Samples/transformers/\(name)")
        }
        for (name, text) in programs {
            try site.scratch.write("transformers/\(name)", text)
            chmod(site.scratch.at("transformers/\(name)"), 0o755)
        }
        return site
    }

    private func people(_ rows: String...) -> String { Self.header + rows.map { $0 + "\n" }.joined() }

    @Test func `the examples do what their README says`() throws {
        let site = try site()
        #expect(try site.run("profiles", "check").status == 0)
        try site.give(
            people(
                "n1;ANNA-LENA;VAN DER MÜSTER;UG;;2027-09-30;OCEAN", "test7;TEST;TEST;UG;;2027-09-30;LAW",
                "n2;Zoë;Exemplaire;GR;EAST;2027-09-30;LAW", "n3;Max;;UG;EAST;2027-09-30;LAW",
                "n4;MAX;O'TESTCASE;UG;;2027-09-30;CLOSED", "n5;Ida;Beispiel;UG;;not a day;", "n6;Ida;Muster;UG;;;ARTS"))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 1, "\(outcome.errors) \(outcome.output)")
        let counts = [report.counts.read, report.counts.accepted, report.counts.rejected, report.counts.filtered]
        #expect(counts == [7, 3, 3, 1] && report.counts.balance)
        let xml = String(decoding: try #require(try site.xml()), as: UTF8.self)
        for words in [
            "<first_name>Anna-Lena</first_name><last_name>van der Müster</last_name>",
            "<campus_code>SOUTH</campus_code>", "<job_description>from the faculty OCEAN</job_description>",
            "<first_name>Zoë</first_name>", "<campus_code>EAST</campus_code>", "<campus_code>WEST</campus_code>",
        ] { #expect(xml.contains(words), "\(words) in \(xml)") }
        #expect(!xml.contains("test7"))
        let rejects = try report.rejects.map { try #require(FileManager.default.contents(atPath: $0)) }
        #expect(
            rejects.map { String(decoding: $0, as: UTF8.self) } == [
                people(
                    "n3;Max;;UG;EAST;2027-09-30;LAW", "n4;MAX;O'TESTCASE;UG;;2027-09-30;CLOSED",
                    "n5;Ida;Beispiel;UG;;not a day;")
            ])
        let refusals = report.findings.filter { $0.rule == "outside.rejected" }
        #expect(refusals.map(\.line) == [5, 6])
        #expect(refusals.first?.message == "A program of your own refused this record: there is no last name.")
        #expect(site.scratch.names("state/example/runs/26-0001").allSatisfy { $0 != "outside" })
    }

    @Test func `validate looks at a file through the profile's programs, and leaves nothing of them`() throws {
        let site = try site()
        try site.scratch.write(
            "people.csv",
            people(
                "n1;ANNA;MUSTER;UG;;2027-09-30;OCEAN", "test7;TEST;TEST;UG;;2027-09-30;LAW",
                "n3;Max;;UG;EAST;2027-09-30;LAW"))
        let opinion = try site.run("validate", site.scratch.at("people.csv"), "--profile", "sis-import")
        #expect(opinion.status == 1, "\(opinion.errors)")
        #expect(opinion.output.contains("3 records: 1 accepted, 1 rejected, 1 left out"), "\(opinion.output)")
        #expect(opinion.output.contains("there is no last name"))
        #expect(site.scratch.names("state/example").allSatisfy { !$0.hasPrefix("validate") })
    }

    @Test func `a program that crashes stops the run before anything is sent, and mended it goes on`() throws {
        let crash = "#!/bin/sh\nread -r hello\nread -r one\necho 'no such term: 2099' >&2\nexit 3\n"
        let site = try site(Self.profile, ["fix-names.py": crash])
        try site.give(people("n1;Anna;Muster;UG;;2027-09-30;OCEAN"))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 7 && report.fault?.code == "outside.ended")
        #expect(report.fault?.message.hasSuffix("Its last words: no such term: 2099") == true)
        #expect(site.everythingAtTarget.isEmpty && site.waiting == ["people_1.csv"])
        #expect(!site.scratch.names("state/example/runs/\(report.run)").contains("outside"))
        try site.scratch.write(
            "transformers/fix-names.py", Checkout.text("Samples/transformers/fix-names.py"))
        chmod(site.scratch.at("transformers/fix-names.py"), 0o755)
        #expect(try site.carry().outcome.status == 0)
        #expect(site.delivered.count == 1)
    }

    @Test func `a program may be changed by its owner only, and the check says so`() throws {
        let site = try site()
        chmod(site.scratch.at("transformers/fix-names.py"), 0o777)
        chmod(site.scratch.at("transformers/campus-code.sh"), 0o644)
        let check = try site.run("profiles", "check")
        #expect(check.status == 7)
        let said = check.output + check.errors
        #expect(said.contains("'transformers/fix-names.py' may be changed by everybody on this machine"), "\(said)")
        #expect(said.contains("'transformers/campus-code.sh' may not be executed"))
    }
}
