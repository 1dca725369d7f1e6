import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// Real files from the field and the official schemas, where they are given: `EXCHANGE_CORPUS` and `EXCHANGE_SCHEMAS`
/// name their folders. Without them this suite is not given and does not count as run.
enum Field {
    static let corpus = Repository.variable("EXCHANGE_CORPUS")
    static let schemas = Repository.variable("EXCHANGE_SCHEMAS")
    static var isGiven: Bool { corpus != nil && schemas != nil }

    /// Every file below a folder of the corpus.
    static func files(_ folder: String) -> [String] {
        guard let corpus else { return [] }
        let names = FileManager.default.enumerator(atPath: "\(corpus)/\(folder)")?.compactMap { $0 as? String } ?? []
        return names.sorted().map { "\(corpus)/\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    /// Files for the feed of users, and forty of every other kind, evenly spread.
    static var chosen: [String] {
        let own = files("alma/sis-source-extracts") + files("alma/sis-user-xml")
        let others = ["edifact", "x12", "marc", "oai", "alma"].flatMap { folder in
            let all = files(folder).filter { !own.contains($0) }
            return stride(from: 0, to: all.count, by: max(1, all.count / 8)).prefix(8).map { all[$0] }
        }
        return own + others
    }
}

@Suite(.enabled(if: Field.isGiven)) struct CorpusTests {
    @Test func `the corpus holds what this suite needs`() {
        #expect(Field.chosen.count >= 43)
        #expect(Field.files("alma/sis-source-extracts").contains { $0.hasSuffix("galileo-sample.csv") })
    }

    @Test(arguments: SampleCase.all.filter { $0.feed == "sis-users" })
    func `users that we deliver are valid by the official schema`(_ sample: SampleCase) throws {
        let schemas = try #require(Field.schemas)
        let site = try Site(profile: try sample.profile())
        let given = try sample.given()
        try site.give(given.bytes, as: given.name)
        _ = try site.carry()
        guard let zip = site.delivered.first else { return #expect(try sample.expected("expected.xml") == nil) }
        #expect(try Program("/usr/bin/unzip").run("-t", site.scratch.at("\(Site.target)/\(zip)")).status == 0)
        try site.scratch.write("users.xml", try #require(try site.xml()))
        let lint = try Program("/usr/bin/xmllint").run(
            "--noout", "--nonet", "--schema", "\(schemas)/rest_users.xsd", site.scratch.at("users.xml"))
        #expect(lint.status == 0, "\(lint.errors)")
    }

    @Test(arguments: Field.chosen) func `a file from the field gives one opinion and no crash`(_ path: String) throws {
        let outcome = try Program().run("validate", path, "--json")
        #expect([0, 1, 5].contains(outcome.status), "\(path): \(outcome.status) \(outcome.errors)")
        let opinion = try OpinionDocument(outcome.output)
        #expect(opinion.records.balance)
        #expect((opinion.verdict == "accept") == (outcome.status <= 1))
        if outcome.status == 5 { #expect(opinion.fault?.remedy.isEmpty == false || !opinion.findings.isEmpty) }
    }

    @Test func `of three people with one barcode the first is delivered, and the others hear why`() throws {
        let site = try Site(profile: Self.threePeople)
        let path = try #require(Field.files("alma/sis-source-extracts").first { $0.hasSuffix("galileo-sample.csv") })
        let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
        try site.give(bytes)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 1 && report.headline == "1 record delivered in 1 file; 2 records rejected.")
        #expect(report.counts.read == 3 && report.counts.accepted == 1 && report.counts.rejected == 2)
        #expect(report.findings.map(\.line) == [2, 3] && report.findings.allSatisfy { $0.owner == "registrar" })
        #expect(Set(report.findings.map(\.rule)) == ["sis.identifier.duplicate"])
        #expect(
            Set(report.findings.map(\.message)) == [
                "The identifier of type BARCODE is already taken in this feed, by line 1."
            ])
        let text = try site.run("report").output
        #expect(text.contains("        line 3 ("))
        #expect(text.contains("): The identifier of type BARCODE is already taken in this feed, by line 1.\n"))
        #expect(text.contains("3 read = 1 accepted + 2 rejected"))
        let users = DeliveredUsers(try #require(try site.xml()))
        #expect(users.isWhole && users.users == 1)
        // The two can be corrected where they stand, and run again: they are the file's own bytes.
        let rejects = try #require(report.rejects.first.flatMap { FileManager.default.contents(atPath: $0) })
        let second = try #require(bytes.firstIndex(of: 10)) + 1
        #expect(Array(rejects) == Array(bytes[second...]))
    }

    private static let threePeople = """
        feed: sis-users
        from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "people_{run}.zip"}
        read: {header: no}
        fields:
          primary_id: {column: 1, required: yes}
          first_name: {column: 2, required: yes}
          middle_name: 3
          last_name: {column: 4, required: yes}
          gender: 5
          user_group: {column: 6, required: yes}
          campus_code: 7
          status: 8
          expiry_date: {today: +6 months}
        addresses:
          - address_type: home
            preferred: yes
            line1: 9
            line2: 10
            city: 11
            state_province: 12
            postal_code: 13
            country: {column: 14, lookup: {United States: USA}}
        emails:
          - {email_type: school, preferred: yes, email_address: 15}
        phones:
          - {phone_type: home, preferred: yes, phone_number: 16}
        identifiers:
          - {id_type: BARCODE, value: 17, status: ACTIVE}
        """
}
