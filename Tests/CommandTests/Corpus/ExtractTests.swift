import Foundation
import ServerKit
import Testing

/// Real extracts in JSON, where they are given: one person in each file, as directories write them.
@Suite(.enabled(if: Field.isGiven)) struct ExtractTests {
    static let extracts = Field.files("alma/sis-source-extracts").filter { $0.hasSuffix(".json") }

    /// The keys of a directory bear its institution's name, so the address is found by the end of its key.
    private static func profile(_ path: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(fileURLWithPath: path)))
        let keys = try #require(object as? [String: Any]).keys
        let address = try #require(keys.first { $0.hasSuffix("homepostaladdressdata") })
        return """
            feed: sis-users
            from: {connection: campus, folder: outgoing, files: "people_*.json", settle: 0s}
            to: {connection: alma, folder: sis, name: "people_{run}.zip"}
            read: {format: json}
            fields:
              primary_id: {column: "uid[0]", required: yes}
              first_name: givenname[0]
              last_name: {column: "sn[0]", required: yes}
            addresses:
              - address_type: home
                preferred: yes
                line1: \(address)[0]{addr1}
                city: \(address)[0]{city}
                postal_code: \(address)[0]{postal}
            emails:
              - email_type: personal
                preferred: yes
                email_address: mail[0]
            """
    }

    @Test func `there are extracts in JSON`() { #expect(Self.extracts.count >= 2) }

    @Test(arguments: Self.extracts) func `an extract in JSON becomes a valid user`(_ path: String) throws {
        let schemas = try #require(Field.schemas)
        let site = try Site(profile: Self.profile(path))
        try site.give(Array(try #require(FileManager.default.contents(atPath: path))), as: "people_1.json")
        let (outcome, report) = try site.carry()
        #expect(outcome.status <= 1, "\(report.headline)")
        #expect(report.counts.accepted == 1)
        let xml = try #require(try site.xml())
        #expect(xml.firstRange(of: Array("<email_address>".utf8)) != nil)
        #expect(xml.firstRange(of: Array("<city>".utf8)) != nil)
        try site.scratch.write("users.xml", xml)
        let lint = try Program("/usr/bin/xmllint").run(
            "--noout", "--nonet", "--schema", "\(schemas)/rest_users.xsd", site.scratch.at("users.xml"))
        #expect(lint.status == 0, "\(lint.errors)")
    }

    @Test(arguments: Self.extracts) func `an extract in JSON is recognised`(_ path: String) throws {
        let outcome = try Program().run("validate", path)
        #expect(outcome.status <= 1, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.output.contains("JSON"))
        #expect(outcome.output.contains("mail[0]"))
    }
}
