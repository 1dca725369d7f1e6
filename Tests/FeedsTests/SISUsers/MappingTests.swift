import Exchange
import Feeds
import Formats
import Testing

@Suite struct `A person becomes a user` {
    private static let plain: Node = [
        "fields": [
            "last_name": ["column": "LAST", "required": "yes"], "primary_id": "ID", "first_name": "FIRST",
            "expiry_date": ["column": "ENDS", "date": "DD.MM.YYYY"], "status": ["constant": "ACTIVE"],
        ]
    ]

    private static func convert(_ rows: String...) throws -> Converted {
        try Converted(plain, "ID,FIRST,LAST,ENDS\n" + rows.map { $0 + "\n" }.joined())
    }

    @Test func `with each column in its field, in the order of the schema`() throws {
        let user = try Self.convert("7,Ada,Lovelace,27.11.2026").users[0]
        #expect(user.name == "user" && user.attributes == [:])
        #expect(user.children.map(\.name) == ["primary_id", "first_name", "last_name", "expiry_date", "status"])
        #expect(user.children.map(\.text) == ["7", "Ada", "Lovelace", "2026-11-27", "ACTIVE"])
    }

    @Test func `whose blank values are left out, and a cell of white space is blank`() throws {
        let users = try Self.convert("7,,Lovelace,", "8, \t ,Hopper,\" \n \"").users
        #expect(
            users.map { $0.children.map(\.name) } == [
                ["primary_id", "last_name", "status"], ["primary_id", "last_name", "status"],
            ])
    }

    @Test func `with every value as it stands, but for the blanks around it`() throws {
        let users = try Self.convert("7, Ada ,\"O'Neil & <Sons> \"\"x\"\"]]>\",", "8,\"a\nb\rc\r\nd\te\",ß😀,").users
        #expect(users[0]["first_name"] == "Ada" && users[0]["last_name"] == "O'Neil & <Sons> \"x\"]]>")
        #expect(users[1]["first_name"] == "a\nb\rc\r\nd\te" && users[1]["last_name"] == "ß😀")
    }

    @Test func `unless a required value is blank`() throws {
        let ends = "27.11.2026"
        let converted = try Self.convert("7,Ada,,\(ends)", "8,Grace,Hopper,\(ends)", "9,X, ,\(ends)")
        #expect(converted.findings == ["error sis.required 2 LAST", "error sis.required 4 LAST"])
        #expect(try converted.users.map { $0["primary_id"] } == ["8"])
        #expect(converted.report.tally.read == 3 && converted.report.tally.rejected == 2)
    }

    @Test(arguments: ["2026-11-27", "27.11.26", "31.11.2026", "29.02.2027", "27.11.2026.", "soon"])
    func `unless a date is none`(date: String) throws {
        let converted = try Self.convert("7,Ada,Lovelace,\(date)")
        #expect(converted.findings == ["error sis.date 2 ENDS"])
        #expect(converted.report.tally.rejected == 1)
        #expect(converted.report.findings[0].message.contains("DD.MM.YYYY"))
        #expect(!converted.report.findings[0].message.contains(date), "a finding repeats no person's values")
    }

    @Test(arguments: ["7,,,soon", "7,a\u{1}b,c,soon", "7,ﬁ,c,soon"])
    func `whose wrong date is said once, whatever stands beside it`(row: String) throws {
        let converted = try Self.convert(row)
        #expect(converted.findings.filter { $0.contains("sis.date") } == ["error sis.date 2 ENDS"])
    }

    @Test func `whose dates are ISO dates where the profile says nothing`() throws {
        let converted = try Converted(
            ["fields": ["primary_id": "ID", "birth_date": "BORN"]],
            "ID,BORN\n1,2000-02-29\n2,1900-02-29\n3,29.02.2000\n4,\n")
        #expect(try converted.users.map { $0["birth_date"] } == ["2000-02-29", nil])
        #expect(converted.findings == ["error sis.date 3 BORN", "error sis.date 4 BORN"])
    }

    @Test(arguments: ["x", "ü", "語", "😀", "e\u{301}"])
    func `whose values may have as many characters as the schema allows, however many bytes`(letter: String) throws {
        let profile: Node = ["fields": ["primary_id": "ID", "campus_code": "C"]]
        let scalars = letter.unicodeScalars.count
        let fits = String(repeating: letter, count: 50 / scalars)
        let converted = try Converted(profile, "ID,C\n1,\(fits)\n2,\(fits)x\n")
        #expect(try converted.users.map { $0["campus_code"] } == [fits])
        #expect(converted.findings == ["error sis.length 3 C"])
        #expect(converted.report.findings.first?.message.contains("51 characters, and 50") == true)
    }

    @Test func `unless a value has a character XML cannot carry`() throws {
        let rows = ["1,a\u{1}b", "2,a\u{1b}b", "3,\u{FFFE}", "4,a\u{7f}b", "5,a\u{85}b", "6,\u{FFFD}"]
        let converted = try Converted(
            ["fields": ["primary_id": "ID", "first_name": "N"]], "ID,N\n" + rows.joined(separator: "\n"))
        #expect(
            converted.findings == (2...4).map { "error sis.character \($0) N" } + ["warning sis.invisible 6 N"])
        #expect(try converted.users.map { $0["primary_id"] } == ["4", "5", "6"])
        #expect(try converted.users.map { $0["first_name"] } == ["a\u{7f}b", "a\u{85}b", "\u{FFFD}"])
    }

    @Test func `whatever stands in columns the profile does not name`() throws {
        let converted = try Converted(
            ["fields": ["primary_id": "ID"]], "X,ID,Y\n\u{1},1,\(String(repeating: "y", count: 9000))\n,2,\n")
        #expect(try converted.users.map { $0["primary_id"] } == ["1", "2"])
        #expect(converted.findings == [])
    }

    @Test func `one column may fill several fields`() throws {
        let converted = try Converted(
            [
                "fields": ["primary_id": "ID", "external_id": "ID"],
                "notes": [["note_type": "ERP", "note_text": "ID"]],
            ],
            "ID\n7\n")
        let user = try converted.users[0]
        #expect(user["primary_id"] == "7" && user["external_id"] == "7")
        #expect(user.all("user_notes/user_note").map { $0["note_text"] } == ["7"])
    }

    @Test func `columns have numbers where there is no header`() throws {
        let converted = try Converted(
            ["read": ["header": "no", "delimiter": "tab"], "fields": ["primary_id": "2", "last_name": "1"]],
            "Lovelace\t7\nHopper\t8\n")
        #expect(
            try converted.users.map { [$0["primary_id"], $0["last_name"]] } == [["7", "Lovelace"], ["8", "Hopper"]])
    }

    @Test func `a column that is not there refuses the file and names the nearest`() throws {
        let fault = #expect(throws: Fault.self) { try Self.missing() }
        #expect(fault?.code == .csvColumnMissing && fault?.disposition == .reject)
        #expect(fault?.message.contains("'LAST' (nearest: 'LAS')") == true)
    }

    private static func missing() throws -> Converted { try Converted(plain, "ID,FIRST,LAS,ENDS\n1,a,b,\n") }
}
