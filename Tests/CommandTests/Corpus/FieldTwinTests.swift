import Foundation
import ServerKit
import Testing

/// A user file that a campus script wrote, and the extract it wrote it from, where they are given: what `validate` says
/// of it, and whether our own file is the same.
@Suite(.enabled(if: Field.isGiven)) struct FieldTwinTests {
    private let script: String
    private let extract: String

    init() throws {
        script = try #require(Field.files("alma/sis-user-xml").first)
        let name = try #require(script.split(separator: "/").last).replacingOccurrences(of: ".xml", with: ".json")
        extract = try #require(Field.files("alma/sis-source-extracts").first { $0.hasSuffix("/\(name)") })
    }

    /// What stands between the tags of an element of the script's file: codes of an institution's own.
    private func said(_ element: String) throws -> String {
        let text = try String(contentsOfFile: script, encoding: .utf8)
        return try #require(
            text.components(separatedBy: "<\(element)>").dropFirst().first?.components(separatedBy: "<").first)
    }

    /// The keys of a directory bear its institution's name, so they are found by their ends.
    private func profile() throws -> String {
        let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: URL(fileURLWithPath: extract)))
        let keys = try #require(object as? [String: Any]).keys
        let home = try #require(keys.first { $0.hasSuffix("homepostaladdressdata") })
        let own = home.replacingOccurrences(of: "homepostaladdressdata", with: "")
        return """
            feed: sis-users
            from: {connection: campus, folder: outgoing, files: "people_*.json", settle: 0s}
            to: {connection: alma, folder: sis, name: "people_{run}.zip"}
            read: {format: json}
            fields:
              record_type: {constant: PUBLIC}
              external_id: {constant: SIS}
              primary_id: {column: "uid[0]", required: yes}
              first_name: {column: "givenname[0]", required: yes}
              last_name: {column: "sn[0]", required: yes}
              campus_code: {constant: "\(try said("campus_code"))"}
              user_group: {column: "\(own)hr[0]{jobCategory}", lookup: {Staff: "\(try said("user_group"))"}}
              status: {constant: ACTIVE}
              status_date: {constant: \(try said("status_date"))}
              expiry_date: {constant: \(try said("expiry_date"))}
              purge_date: {constant: \(try said("purge_date"))}
              job_description: {template: "{\(own)hr[0]{deptDescription}} ({\(own)hr[0]{deptId}})"}
            addresses:
              - address_type: work
                preferred: yes
                line2: "\(own)postaladdressdata[0]{addr2}"
            \(address(own + "postaladdressdata"))
              - address_type: home
            \(address(home))
            emails:
              - {email_type: work, preferred: yes, email_address: "mail[0]"}
            phones:
              - {phone_type: home, preferred: yes, phone_number: "telephonenumber[0]"}
            identifiers:
              - {id_type: "02", value: "entityid[0]", status: Active}
              - {id_type: "05", value: "mail[0]", status: Active}
            statistics:
              - statistic_category: {constant: ST}
            rules: {sis.country: off}
            """
    }

    private func address(_ key: String) -> String {
        ["line1: addr1", "city: city", "state_province: state", "postal_code: postal", "country: nation"].map { pair in
            let names = pair.components(separatedBy: ": ")
            return "    \(names[0]): \"\(key)[0]{\(names[1])}\""
        }.joined(separator: "\n")
    }

    @Test func `our file from the same extract is the script's, but for what the load does not read`() throws {
        let site = try Site(profile: try profile())
        #expect(try site.run("profiles", "check").status == 0)
        try site.give(Array(try #require(FileManager.default.contents(atPath: extract))), as: "people_1.json")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "\(report.headline) \(report.findings)")
        let zip = site.scratch.at("\(Site.target)/\(site.delivered[0])")
        let compared = try site.run("compare", script, zip)
        #expect(compared.status == 0 && compared.output.hasPrefix("EQUAL  "), "\(compared.output)\(compared.errors)")
        #expect(compared.output.contains("elements the load does not read"), "\(compared.output)")
        #expect(try site.run("validate", zip).status == 0)
    }

    @Test func `a wrong value in one field of our file is found, and nothing else`() throws {
        let right = try profile()
        let wrong = right.replacingOccurrences(
            of: "email_address: \"mail[0]\"", with: "email_address: \"mailforwardingaddress[0]\"")
        #expect(wrong != right)
        let site = try Site(profile: wrong)
        try site.give(Array(try #require(FileManager.default.contents(atPath: extract))), as: "people_1.json")
        #expect(try site.carry().outcome.status == 0)
        let compared = try site.run("compare", script, site.scratch.at("\(Site.target)/\(site.delivered[0])"))
        #expect(compared.status == 1)
        let fields = compared.output.split(separator: "\n").filter { $0.hasPrefix("  email") }
        #expect(fields.count == 1 && fields[0].contains("email[work]/email_address"), "\(compared.output)")
    }

    @Test func `the script's file is judged as the field writes it`() throws {
        let outcome = try Program().run("validate", script, "--json")
        let opinion = try OpinionDocument(outcome.output)
        #expect(outcome.status == 0 && opinion.verdict == "accept" && opinion.takenFor == "a user file")
        #expect(opinion.records.accepted == 1)
        #expect(Set(opinion.findings.map(\.rule)) == ["user.label", "user.unread", "user.root"], "\(opinion.findings)")
        let message = try #require(opinion.findings.first { $0.rule == "user.root" }?.message)
        #expect(message == "The root is one user alone, without 'users' around it.")
    }
}
