import Exchange
import Feeds
import Testing

@Suite struct `A profile of users` {
    /// Complaints as `line:column key nearest`.
    private static func told(_ profile: Node) -> [String] {
        SISUsersFeed.complaints(profile).map { complaint in
            let place = "\(complaint.mark.line):\(complaint.mark.column) \(complaint.key)"
            #expect(!complaint.message.isEmpty && complaint.mark.file == "profile.yaml")
            return complaint.nearest.map { "\(place) \($0)" } ?? place
        }
    }

    private static func with(_ key: String, _ parts: Node) -> Node {
        .map(
            ["fields": ["primary_id": "ID"], key: parts].sorted { $0.key == "fields" && $1.key != "fields" }.map {
                Node.Pair(key: $0.key, keyMark: Mark(file: "", line: 0, column: 0), value: $0.value)
            }, Mark(file: "", line: 0, column: 0))
    }

    @Test func `that is whole is not complained about`() throws {
        #expect(Self.told(["fields": ["primary_id": "ID"]]) == [])
    }

    @Test func `names the nearest field for an unknown one`() {
        let told = Self.told(["fields": ["primary_id": "ID", "frist_name": "A", "expiry": "B", "zzz": "C"]])
        #expect(told == ["3:1 fields.frist_name first_name", "4:1 fields.expiry expiry_date", "5:1 fields.zzz"])
    }

    @Test func `needs a primary_id`() {
        let complaints = SISUsersFeed.complaints(["fields": ["last_name": "A"]])
        #expect(complaints.map(\.key) == ["fields"])
        #expect(complaints.first?.message.contains("'primary_id'") == true)
    }

    @Test func `may prefer one of a kind only`() {
        let parts: Node = [
            ["email_type": "a", "email_address": "A", "preferred": "yes"],
            ["email_type": "b", "email_address": "B", "preferred": "no"],
            ["email_type": "c", "email_address": "C", "preferred": "true"],
        ]
        #expect(Self.told(Self.with("emails", parts)) == ["12:9 emails[3].preferred"])
        let phones: Node = [
            ["phone_type": "a", "phone_number": "A", "preferred": "yes"],
            ["phone_type": "b", "phone_number": "B", "preferred_sms": "yes"],
        ]
        #expect(Self.told(Self.with("phones", phones)) == [])
    }

    @Test func `needs the key and the type of each part`() {
        #expect(
            Self.told(Self.with("addresses", [["city": "C"]])) == ["4:9 addresses[1]", "4:9 addresses[1].address_type"])
        #expect(Self.told(Self.with("identifiers", [["id_type": "BARCODE"]])) == ["4:9 identifiers[1]"])
    }

    @Test func `has blocks of known keys as parts`() {
        #expect(Self.told(Self.with("emails", ["MAIL"])) == ["4:9 emails[1]"])
        let typo: Node = [["email_type": "a", "email_address": "A", "preffered": "yes"]]
        #expect(Self.told(Self.with("emails", typo)) == ["7:1 emails[1].preffered preferred"])
    }

    @Test(arguments: ["maybe", "1", "YES"])
    func `says yes or no about attributes`(word: String) {
        let mark = Mark(file: "", line: 0, column: 0)
        let part: Node = ["email_type": "a", "email_address": "A", "preferred": .scalar(word, quoted: false, mark)]
        #expect(Self.told(Self.with("emails", [part])) == ["7:9 emails[1].preferred"])
    }

    @Test func `has codes as types`() {
        let long = Node.scalar(String(repeating: "t", count: 256), quoted: false, Mark(file: "", line: 0, column: 0))
        let bad: [Node] = ["", [], ["a", ""], ["a", ["b"]], long, "a\u{1}", ["ok", "a\u{FFFF}"]]
        for type in bad {
            let told = Self.told(Self.with("emails", [["email_type": type, "email_address": "A"]]))
            #expect(told.count == 1 && told.first?.contains(" emails[1].email_type") == true, "\(type)")
        }
        for type in ["home", ["a", "b"], "a & <b>", ["column": "KIND"], ["a", ["constant": "b"]]] as [Node] {
            #expect(Self.told(Self.with("emails", [["email_type": type, "email_address": "A"]])) == [])
        }
    }

    @Test func `has constants that may stand in their field`() {
        let fifty = String(repeating: "ü", count: 50)
        for (field, text, isGood) in [
            ("expiry_date", "2026-02-28", true), ("expiry_date", "2026-02-29", false),
            ("expiry_date", "28.02.2026", false),
            ("campus_code", fifty, true), ("campus_code", fifty + "x", false), ("status", "", false),
            ("status", "A\u{2}", false), ("status", "ACTIVE", true),
        ] {
            let mark = Mark(file: "", line: 0, column: 0)
            let rule: Node = ["constant": .scalar(text, quoted: true, mark)]
            let pairs = [("primary_id", "ID" as Node), (field, rule)].map {
                Node.Pair(key: $0.0, keyMark: mark, value: $0.1)
            }
            let told = Self.told(["fields": .map(pairs, mark)])
            #expect(told == (isGood ? [] : ["3:9 fields.\(field)"]), "\(field) \(text)")
        }
    }

    @Test func `has layouts for dates only`() {
        let profile: Node = ["fields": ["primary_id": "ID", "status": ["column": "S", "date": "YYYYMMDD"]]]
        #expect(Self.told(profile) == ["3:9 fields.status.date"])
    }

    @Test func `reads in an encoding and with a delimiter that there are`() {
        let profile: Node = [
            "read": ["encoding": "latin-9", "delimiter": ";;", "quote": "ä"], "fields": ["primary_id": "ID"],
        ]
        #expect(
            Set(Self.told(profile).map { $0.split(separator: " ")[1] }) == [
                "read.encoding", "read.delimiter", "read.quote",
            ])
    }

    @Test func `has a quote that is another character than the delimiter`() {
        let profile: Node = ["read": ["delimiter": "\""], "fields": ["primary_id": "ID"]]
        #expect(Self.told(profile).count == 1)
        let both: Node = ["read": ["delimiter": "'", "quote": "'"], "fields": ["primary_id": "ID"]]
        #expect(Self.told(both).count == 1)
    }

    @Test func `says everything that is wrong at once`() {
        let profile: Node = [
            "read": ["encoding": "x"], "fields": ["zzz": "A"], "emails": ["x"], "phones": [["phone_number": "P"]],
        ]
        #expect(Self.told(profile).count == 5)
    }
}
