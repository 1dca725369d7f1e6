import Foundation
import ServerKit
import Testing

/// Two user files held against each other, as an operator sees it.
@Suite struct CompareTests {
    private struct Document: Decodable {
        struct Example: Decodable {
            let id: String
            let old: String?
            let new: String?
        }
        struct Field: Decodable {
            let field: String
            let set: Int
            let changed: Int
            let cleared: Int
            let examples: [Example]
        }
        struct Harmless: Decodable {
            let what: String
            let people: Int
        }
        struct People: Decodable {
            let onlyOld: [String]
            let onlyNew: [String]
            let different: [String]
        }
        let verdict: String
        let same: Int
        let different: Int
        let fields: [Field]
        let withoutEffect: [Harmless]
        let ids: People?
    }

    /// A user as two programs might write her.
    private static func user(
        _ id: Int, group: String = "GRAD", expiry: String = "2027-09-30", city: String = "Exampleton"
    )
        -> String
    {
        """
        <user><primary_id>n\(id)</primary_id><last_name>Testcase \(id)</last_name><user_group>\(group)</user_group>
        <expiry_date>\(expiry)</expiry_date><contact_info><addresses>
        <address preferred="true"><line1>Room \(id)</line1><city>\(city)</city>
        <address_types><address_type>home</address_type></address_types></address></addresses></contact_info>
        <user_identifiers><user_identifier><id_type>BARCODE</id_type><value>B\(id)</value></user_identifier>
        <user_identifier><id_type>NET_ID</id_type><value>net\(id)</value></user_identifier></user_identifiers></user>
        """
    }

    private static func file(_ users: [String]) -> String { "<users>\n\(users.joined(separator: "\n"))\n</users>\n" }

    private func compare(_ old: String, _ new: String, _ options: String...) throws -> (Int, String, Document) {
        let scratch = try Scratch()
        try scratch.write("old.xml", old)
        try scratch.write("new.xml", new)
        let words = ["compare", scratch.at("old.xml"), scratch.at("new.xml")] + options
        let text = try Program().run(words)
        let json = try Program().run(words + ["--json"])
        #expect(text.status == json.status && text.errors.isEmpty, "\(text.errors)")
        return (text.status, text.output, try JSONDecoder().decode(Document.self, from: Data(json.output.utf8)))
    }

    @Test func `other order, spelling and noise make no difference, and are counted`() throws {
        let old = Self.file((1...20).map { Self.user($0) })
        let other = (1...20).reversed().map { id in
            """
            <user><record_type desc="Public">PUBLIC</record_type><user_identifiers>
              <user_identifier segment_type="External"><value> net\(id) </value><id_type>NET_ID</id_type></user_identifier>
              <user_identifier segment_type="External"><note/><value>B\(id)</value><id_type>BARCODE</id_type></user_identifier>
            </user_identifiers><middle_name></middle_name><expiry_date>2027-09-30Z</expiry_date>
            <user_group desc="Graduate">GRAD</user_group><last_name><![CDATA[Testcase]]> \(id)</last_name>
            <primary_id>N\(id)</primary_id><contact_info><addresses><address preferred="1">
            <address_types><address_type>home</address_type></address_types><city>Exampleton</city><line1>Room \(id)</line1>
            </address></addresses><emails/></contact_info></user>
            """
        }
        let (status, text, document) = try compare(old, Self.file(other))
        #expect(status == 0 && document.verdict == "equal" && document.same == 20 && document.fields.isEmpty, "\(text)")
        #expect(text.hasPrefix("EQUAL  "))
        #expect(document.withoutEffect.allSatisfy { $0.people == 20 } && document.withoutEffect.count == 7, "\(text)")
    }

    @Test func `what was set, changed, cleared, added and left out is said by field and person`() throws {
        let old = Self.file((1...10).map { Self.user($0) })
        var users = (1...9).map { Self.user($0) }
        users[0] = Self.user(1, group: "STAFF")
        users[1] = Self.user(2, city: "Testville")
        users[2] = Self.user(3).replacingOccurrences(of: "<user_group>GRAD</user_group>", with: "")
        users[3] = Self.user(4).replacingOccurrences(
            of: "</last_name>", with: "</last_name><job_description>x</job_description>")
        let (status, text, document) = try compare(old, Self.file(users + [Self.user(11)]), "--ids", "--values")
        #expect(status == 1 && document.same == 5 && document.different == 4)
        #expect(text.hasPrefix("DIFFERENT  4 differ, 1 only in OLD, 1 only in NEW\n"))
        let found = document.fields.map { "\($0.field) \($0.set) \($0.changed) \($0.cleared)" }
        #expect(found == ["user_group 0 1 1", "address[home]/city 0 1 0", "job_description 1 0 0"])
        #expect(document.fields[1].examples.map(\.id) == ["n2"])
        #expect(
            document.fields[1].examples.map(\.old) == ["Exampleton"]
                && document.fields[1].examples.map(\.new) == ["Testville"])
        #expect(document.ids?.onlyOld == ["n10"] && document.ids?.onlyNew == ["n11"])
        #expect(document.ids?.different == ["n1", "n2", "n3", "n4"])
        #expect(text.contains("'Exampleton' -> 'Testville'"))
    }

    @Test func `values are shown only where they are asked for`() throws {
        let (_, text, _) = try compare(Self.file([Self.user(1)]), Self.file([Self.user(1, city: "Testville")]))
        #expect(!text.contains("Testville") && text.contains("address[home]/city"))
    }

    @Test func `which values belong together is a difference of its own`() throws {
        let part = { (line: String, city: String) in
            "<address><line1>\(line)</line1><city>\(city)</city><address_types><address_type>home</address_type></address_types></address>"
        }
        let user = { (parts: String) in
            Self.file([
                "<user><primary_id>1</primary_id><contact_info><addresses>\(parts)</addresses></contact_info></user>"
            ])
        }
        let old = user(part("A", "X") + part("B", "Y"))
        #expect(try compare(old, user(part("B", "Y") + part("A", "X"))).0 == 0)
        let (status, _, document) = try compare(old, user(part("A", "Y") + part("B", "X")))
        #expect(status == 1 && document.fields.map(\.field) == ["address[home]"])
    }

    @Test func `fields can be left out, by any of their names`() throws {
        let old = Self.file([Self.user(1)])
        let new = Self.file([Self.user(1, expiry: "2030-01-01", city: "Testville")])
        for words in [["expiry_date", "city"], ["expiry_date,address"], ["expiry_date", "address[home]/city"]] {
            let scratch = try Scratch()
            try scratch.write("old.xml", old)
            try scratch.write("new.xml", new)
            let outcome = try Program().run(
                ["compare", scratch.at("old.xml"), scratch.at("new.xml"), "--ignore"] + words)
            #expect(outcome.status == 0, "\(words): \(outcome.output)\(outcome.errors)")
        }
        let wrong = try Program().run("compare", "a", "b", "--ignore", "expiry_dat")
        #expect(wrong.status == 64 && wrong.errors.contains("Did you mean 'expiry_date'?"))
    }

    @Test func `people can be matched by an identifier`() throws {
        let old = Self.file([Self.user(1), Self.user(2)])
        let new = old.replacingOccurrences(of: "<primary_id>n1<", with: "<primary_id>m1<")
        #expect(try compare(old, new).2.different == 0)
        let (status, _, document) = try compare(old, new, "--by", "BARCODE")
        #expect(status == 1 && document.same == 1 && document.fields.map(\.field) == ["primary_id"])
        #expect(try compare(old, old, "--by", "LOCKER").0 == 1, "nobody has one, so nothing is proven")
    }

    @Test func `somebody who stands twice counts once, and it is said`() throws {
        let (status, text, document) = try compare(
            Self.file([Self.user(1)]), Self.file([Self.user(1), Self.user(1, city: "Testville")]))
        #expect(status == 1 && document.same == 1 && text.contains("stand in it again"))
    }

    @Test func `a file that cannot be read is named, and the exit code is 5`() throws {
        let scratch = try Scratch()
        try scratch.write("old.xml", Self.file([Self.user(1)]))
        try scratch.write("new.xml", "<users><user></users>")
        let outcome = try Program().run("compare", scratch.at("old.xml"), scratch.at("new.xml"))
        #expect(outcome.status == 5 && outcome.errors.contains("NEW, new.xml: "))
        #expect(try Program().run("compare", scratch.at("old.xml"), scratch.at("none.xml")).status == 64)
    }

    @Test func `zips and folders are compared as what is in them`() throws {
        let scratch = try Scratch()
        try scratch.write("old/a.xml", Self.file([Self.user(1)]))
        try scratch.write("old/b.xml", Self.file([Self.user(2)]))
        let made = try Program("/usr/bin/python3").run(
            "-c",
            "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)\n"
                + "[z.write(p, p.split('/')[-1]) for p in sys.argv[2:]]\nz.close()",
            scratch.at("new.zip"), scratch.at("old/b.xml"), scratch.at("old/a.xml"))
        #expect(made.status == 0, "\(made.errors)")
        let outcome = try Program().run("compare", scratch.at("old"), scratch.at("new.zip"))
        #expect(outcome.status == 0 && outcome.output.contains("2 the same"), "\(outcome.output)\(outcome.errors)")
    }

    @Test func `what the load does not read makes no difference, with all that is in it`() throws {
        let old = Self.user(1).replacingOccurrences(
            of: "</user_identifiers>",
            with: "</user_identifiers><user_roles><user_role><status>ACTIVE</status></user_role></user_roles>")
        let (status, text, document) = try compare(Self.file([old]), Self.file([Self.user(1)]))
        #expect(status == 0 && document.same == 1 && document.fields.isEmpty, "\(text)")
        #expect(document.withoutEffect.map(\.people) == [1], "\(text)")
    }

    @Test func `the same file is equal to itself, whatever is wrong with it`() throws {
        let text = "<users><user><primary_id>1</primary_id><nonsense a=\"b\"><x/>y</nonsense><emails/></user></users>"
        #expect(try compare(text, text).0 == 0)
        let other = text.replacingOccurrences(of: "y</", with: "z</")
        #expect(try compare(text, other).0 == 0, "text beside elements is read by nobody")
        #expect(try compare(text, text.replacingOccurrences(of: "\"b\"", with: "\"c\"")).0 == 1)
    }
}
