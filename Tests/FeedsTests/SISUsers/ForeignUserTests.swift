import ConformanceKit
import Exchange
import Feeds
import Formats
import ServerKit
import Testing

/// User files as the field writes them, looked at without a profile.
@Suite struct `A user file from elsewhere` {
    static let head =
        "<primary_id>n1</primary_id><last_name>T</last_name><user_group>UG</user_group><expiry_date>2027-01-01</expiry_date>"

    static func user(_ more: String) -> String { "<users>\n<user>\(head)\n\(more)</user>\n</users>" }

    static func examined(_ text: String) -> (report: Report, fault: Fault?) { examined(GivenFile("u.xml", text)) }

    static func examined(_ file: GivenFile) -> (report: Report, fault: Fault?) {
        let report = Report()
        do throws(Fault) {
            _ = try SISUsersFeed.examine(file, report: report)
            return (report, nil)
        } catch { return (report, error) }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let more: String
        let code: Code
        let severity: Severity
        let path: String
        var testDescription: String { "\(code): \(more.prefix(60))" }

        init(_ more: String, _ code: Code, _ severity: Severity, _ path: String) {
            (self.more, self.code, self.severity, self.path) = (more, code, severity, path)
        }
    }

    static let cases: [Case] = [
        Case("<birth_date/>", .userDate, .warning, "birth_date"),
        Case("<birth_date>31.01.1999</birth_date>", .userDate, .error, "birth_date"),
        Case("<birth_date>19990131</birth_date>", .userDate, .error, "birth_date"),
        Case("<birth_date>1999-02-29Z</birth_date>", .userDate, .error, "birth_date"),
        Case("<middle_nam>x</middle_nam>", .userElement, .error, "middle_nam"),
        Case("<emails><email/></emails>", .userElement, .error, "emails"),
        Case("<first_name>A</first_name><first_name>B</first_name>", .userRepeated, .error, "first_name"),
        Case(
            "<campus_code>\(String(repeating: "\u{FC}", count: 51))</campus_code>", .userLength, .error, "campus_code"),
        Case("<status>ACTIVE ONE</status>", .userLabel, .warning, "status"),
        Case("<full_name>x</full_name>", .userUnread, .note, "full_name"),
        Case("<gender sort=\"1\">MALE</gender>", .userElement, .warning, "gender"),
        Case(
            "<contact_info><emails><email><email_address>a@example.edu</email_address></email></emails></contact_info>",
            .userMissing, .error, "contact_info/emails/email/email_types"),
        Case(
            "<contact_info><phones><phone><phone_types/></phone></phones></contact_info>", .userMissing, .error,
            "contact_info/phones/phone/phone_number"),
        Case(
            "<contact_info><addresses>\(String(repeating: "<address preferred=\"true\"><line1>x</line1><address_types/></address>", count: 2))</addresses></contact_info>",
            .userPreferred, .error, "contact_info/addresses/address"),
        Case(
            "<contact_info><addresses><address preferred=\"yes\"><line1>x</line1><address_types/></address></addresses></contact_info>",
            .userBoolean, .error, "contact_info/addresses/address"),
        Case(
            "<contact_info><addresses><address><country>United States</country><address_types/></address></addresses></contact_info>",
            .userLabel, .warning, "contact_info/addresses/address/country"),
        Case(
            "<user_notes><user_note segment_type=\"External\"><note_type>ERP</note_type><user_viewable>false</user_viewable><popup_note>false</popup_note></user_note></user_notes>",
            .userUnread, .note, "user_notes/user_note"),
        Case(
            "<user_notes><user_note><note_type>ERP</note_type><user_viewable>no</user_viewable><popup_note>false</popup_note></user_note></user_notes>",
            .userBoolean, .error, "user_notes/user_note/user_viewable"),
        Case(
            "<user_identifiers><user_identifier><id_type>A</id_type><value>1</value></user_identifier><user_identifier><id_type>B</id_type><value>1</value></user_identifier></user_identifiers>",
            .userIdentifier, .error, "user_identifiers/user_identifier/value"),
        Case(
            "<user_identifiers><user_identifier><id_type>A</id_type><value>N1</value></user_identifier></user_identifiers>",
            .userIdentifier, .error, "user_identifiers/user_identifier/value"),
        Case("some text", .userElement, .warning, ""),
    ]

    @Test(arguments: cases) func `each deviation is found, with person, place, remedy and owner`(_ given: Case) {
        let (report, fault) = Self.examined(Self.user(given.more))
        #expect(fault == nil && report.findings.count == 1, "\(report.findings)")
        let finding = report.findings.first
        #expect(finding?.rule == given.code && finding?.severity == given.severity)
        #expect(finding?.position.record == 1 && (2...3).contains(finding?.position.line ?? 0))
        #expect(finding?.position.path == (given.path.isEmpty ? "n1/user" : "n1/\(given.path)"))
        #expect(report.tally.rejected == (given.severity == .error ? 1 : 0) && report.tally.balances)
    }

    @Test func `one without a fault has no finding`() {
        let (report, fault) = Self.examined(
            Self.user(
                """
                <!-- c --><contact_info><addresses><address preferred="true" ><line1><![CDATA[Room <1>]]></line1><country>USA</country>
                <address_types><address_type>home</address_type></address_types></address></addresses></contact_info>
                <purge_date>2028-01-01Z</purge_date><?pi x?><rs_libraries><rs_library><code>MAIN</code></rs_library></rs_libraries>
                """))
        #expect(fault == nil && report.findings.isEmpty && report.tally.accepted == 1, "\(report.findings)")
    }

    @Test func `what practice demands is missed`() {
        let (report, fault) = Self.examined("<users><user/><user><primary_id>1</primary_id></user></users>")
        #expect(fault == nil && report.tally.rejected == 1 && report.tally.accepted == 1)
        #expect(report.count(of: .userMissing) == 7)
        #expect(report.findings.last?.position.path == "1/expiry_date")
    }

    @Test func `identifiers are held against all users before, the primary one whatever its capitals`() {
        let other = { (id: String, value: String) in
            "<user><primary_id>\(id)</primary_id><user_identifiers><user_identifier><id_type>X</id_type><value>\(value)</value></user_identifier></user_identifiers></user>"
        }
        let text =
            "<users>\(other("n1", "a"))\(other("N1", "b"))\(other("n3", "a"))\(other("n4", "A"))\(other("b", "c"))</users>"
        let (report, _) = Self.examined(text)
        #expect(report.count(of: .userIdentifier) == 3, "\(report.findings)")
        #expect(report.findings.filter { $0.rule == .userIdentifier }.map(\.position.record) == [2, 3, 5])
    }

    @Test(arguments: [
        "<userRecords xmlns=\"http://com/exlibris/digitool/repository/extsystem/xmlbeans\"><userRecord/></userRecords>",
        "<use:userRecords xmlns:use=\"http://com/exlibris/digitool/repository/extsystem/xmlbeans\"/>",
    ]) func `version 1 is named as such`(text: String) {
        let fault = Self.examined(text).fault
        #expect(fault?.code == .userVersion && fault?.end == .rejected)
        #expect(fault?.message.contains("http://com/exlibris/digitool/repository/extsystem/xmlbeans") == true)
    }

    @Test func `the root may be userRecords or one user alone, which is said`() {
        for text in ["<userRecords><user>\(Self.head)</user></userRecords>", "<user>\(Self.head)</user>"] {
            let (report, fault) = Self.examined(text)
            #expect(
                fault == nil && report.tally.accepted == 1 && report.findings.map(\.rule) == [.userRoot],
                "\(report.findings)")
        }
        #expect(Self.examined("<html><user/></html>").fault?.code == .userRoot)
    }

    @Test func `what stands between the users and the number announced are looked at`() {
        let (report, fault) = Self.examined("<users total_record_count=\"3\"><user>\(Self.head)</user><usr/>x</users>")
        #expect(fault == nil && Set(report.findings.map(\.rule)) == [.userCount, .userElement])
        #expect(report.findings.contains { $0.message.contains("Is 'user' meant?") })
        #expect(
            Self.examined("<users total_record_count=\"1\"><user>\(Self.head)</user></users>").report.findings.isEmpty)
    }

    @Test func `an ill-formed place refuses the file, and all of it is read all the same`() {
        let (report, fault) = Self.examined(
            "<users>\n<user>\(Self.head)<first_name>A & B</first_name></user>\n<user><primary_id>n2</primary_id></user>\n</users>"
        )
        #expect(fault?.code == .xmlIllFormed && fault?.end == .rejected)
        #expect(
            fault?.message.contains("the first in line 2") == true
                && fault?.message.contains("2 users were read") == true)
        #expect(report.findings.first?.position.path == "n1" && report.findings.first?.position.line == 2)
        #expect(report.tally.rejected == 1 && report.tally.accepted == 1)
        #expect(!report.findings.contains { $0.message.contains("A & B") }, "no excerpt")
    }

    @Test func `every XML of a zip is read, and the others are named`() throws {
        let scratch = try Scratch()
        try scratch.write("a.xml", "<users><user>\(Self.head)</user></users>")
        try scratch.write("b.xml", "<users><user><primary_id>N1</primary_id></user>&</users>")
        try scratch.write("c.XML", "<users><user><primary_id>n3</primary_id></user></users>")
        try scratch.write("readme.txt", "x")
        let made = try Program("/usr/bin/python3").run(
            "-c",
            "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1], 'w')\n"
                + "[z.write(p, p.split('/')[-1]) for p in sys.argv[2:]]\nz.close()",
            scratch.at("u.zip"), scratch.at("a.xml"), scratch.at("b.xml"), scratch.at("c.XML"), scratch.at("readme.txt")
        )
        #expect(made.status == 0, "\(made.errors)")
        let (report, fault) = Self.examined(GivenFile("u.zip", try #require(scratch.bytes("u.zip"))))
        #expect(fault?.code == .xmlIllFormed && fault?.message.hasPrefix("b.xml: ") == true)
        #expect(report.tally.read == 3 && report.tally.rejected == 1, "doubled over the files of the zip")
        #expect(report.findings.contains { $0.rule == .userPack && $0.position.file == "readme.txt" })
        #expect(report.findings.contains { $0.rule == .userIdentifier && $0.position.file == "b.xml" })
    }

    @Test func `noise that everybody has is said once`() {
        let one = "<user>\(Self.head)<full_name>x</full_name></user>"
        let many = (1...50).map { one.split(separator: "n1").joined(separator: "n\($0)") }.joined()
        #expect(Self.examined("<users>\(many)</users>").report.count(of: .userUnread) == 1)
    }
}
