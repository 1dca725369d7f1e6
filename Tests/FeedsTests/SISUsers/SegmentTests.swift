import Exchange
import Feeds
import Testing

@Suite struct `The repeated parts of a user` {
    private static let profile: Node = [
        "fields": ["primary_id": "ID"],
        "notes": [
            ["note_type": "LIBRARY", "note_text": "NOTE", "user_viewable": "true", "popup_note": ["column": "POP"]]
        ],
        "statistics": [["statistic_category": "FACULTY"]],
        "identifiers": [["id_type": "BARCODE", "value": "CARD", "status": "ACTIVE"]],
        "phones": [["phone_type": "mobile", "preferred": "yes", "preferred_sms": "yes", "phone_number": "PHONE"]],
        "emails": [
            ["email_type": ["school", "work & more"], "preferred": "no", "email_address": "MAIL"],
            ["email_type": "personal", "preferred": "yes", "email_address": "OTHER", "description": "WHY"],
        ],
        "addresses": [
            ["address_type": "home", "line1": "STREET", "city": "CITY"],
            ["address_type": "school", "line1": ["constant": "Main <Hall> & \"Co\""], "city": ["constant": "X"]],
        ],
    ]
    private static let header = "ID,NOTE,POP,FACULTY,CARD,PHONE,MAIL,OTHER,WHY,STREET,CITY\n"

    private static func convert(_ row: String) throws -> Converted { try Converted(profile, header + row + "\n") }

    @Test func `stand in the schema's order, whatever the profile's`() throws {
        let user = try Self.convert("7,n,true,f,c,p,m@a.example,o@a.example,w,s,y").users[0]
        #expect(
            user.children.map(\.name) == [
                "primary_id", "contact_info", "user_identifiers", "user_notes", "user_statistics",
            ])
        #expect(user.all("contact_info")[0].children.map(\.name) == ["addresses", "emails", "phones"])
        let address = user.all("contact_info/addresses/address")[0]
        #expect(address.children.map(\.name) == ["line1", "city", "address_types"])
    }

    @Test func `carry their types, attributes and values`() throws {
        let user = try Self.convert("7,n,true,f,c,p,m@a.example,o@a.example,w,s,y").users[0]
        let emails = user.all("contact_info/emails/email")
        #expect(emails.map(\.attributes) == [["preferred": "false"], ["preferred": "true"]])
        #expect(
            emails.map { $0["email_address"] } == ["m@a.example", "o@a.example"] && emails[1]["description"] == "w")
        #expect(
            emails.map { $0.all("email_types/email_type").map(\.text) } == [["school", "work & more"], ["personal"]])
        let phones = user.all("contact_info/phones/phone")
        #expect(phones.map(\.attributes) == [["preferred": "true", "preferred_sms": "true"]])
        let identifiers = user.all("user_identifiers/user_identifier")
        #expect(identifiers.map { [$0["id_type"], $0["value"], $0["status"]] } == [["BARCODE", "c", "ACTIVE"]])
        let notes = user.all("user_notes/user_note")
        #expect(
            notes.map { [$0["note_type"], $0["note_text"], $0["user_viewable"], $0["popup_note"]] } == [
                ["LIBRARY", "n", "true", "true"]
            ])
        #expect(user.all("user_statistics/user_statistic").map { $0["statistic_category"] } == ["f"])
    }

    @Test func `keep a constant as it was written`() throws {
        let address = try Self.convert("7,,,,,,,,,,").users[0].all("contact_info/addresses/address")
        #expect(address.map { $0["line1"] } == ["Main <Hall> & \"Co\""])
    }

    @Test func `are left out with all that stands around them where their key is blank`() throws {
        let converted = try Self.convert("7,,,,,,,,,,")
        #expect(try converted.users[0].children.map(\.name) == ["primary_id", "contact_info"])
        #expect(try converted.users[0].all("contact_info")[0].children.map(\.name) == ["addresses"])
        #expect(converted.findings == [])
    }

    @Test func `with a value but without their key are left out with a warning`() throws {
        let converted = try Self.convert("7,,true,,,,,,why,,Exampleton")
        #expect(
            converted.findings == [
                "warning sis.segment 2 STREET", "warning sis.segment 2 OTHER", "warning sis.segment 2 NOTE",
            ])
        #expect(converted.report.tally.accepted == 1)
        let user = try converted.users[0]
        #expect(user.all("contact_info/addresses/address").count == 1 && user.all("contact_info/emails").isEmpty)
        #expect(user.all("user_notes").isEmpty)
    }

    @Test(arguments: ["yes", "TRUE", "1", "True", "true."])
    func `take true and false and nothing else`(word: String) throws {
        let converted = try Self.convert("7,n,\(word),,,,,,,,")
        #expect(converted.findings == ["error sis.boolean 2 POP"])
    }

    @Test func `may be required`() throws {
        let profile: Node = [
            "fields": ["primary_id": "ID"],
            "emails": [["email_type": "work", "email_address": ["column": "MAIL", "required": "yes"]]],
        ]
        let converted = try Converted(profile, "ID,MAIL\n1,\n2,a@b.example\n")
        #expect(converted.findings == ["error sis.required 2 MAIL"])
        #expect(converted.report.findings[0].message.hasPrefix("emails[1].email_address:"))
    }

    @Test func `have dates of their own`() throws {
        let profile: Node = [
            "fields": ["primary_id": "ID"],
            "addresses": [
                [
                    "address_type": "home", "line1": "S", "start_date": ["column": "FROM", "date": "M/D/YYYY"],
                    "end_date": "TO",
                ]
            ],
        ]
        let address = try Converted(profile, "ID,S,FROM,TO\n1,x,2/3/2026,2026-12-31\n").users[0]
            .all("contact_info/addresses/address")[0]
        #expect(address["start_date"] == "2026-02-03" && address["end_date"] == "2026-12-31")
    }
}
