import ConformanceKit
import Exchange
import Testing

@testable import Feeds

/// Samples that are no delimited text: JSON, JSON Lines, columns of fixed width.
@Suite struct SampleSyntaxTests {
    private func draft(_ name: String, _ text: String) throws -> ProfileDraft {
        let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
        return try SISUsersFeed.draft(
            from: GivenFile(name, text), facts: StartFacts(today: today) { "lists/\($0).csv" })
    }

    private func guesses(_ draft: ProfileDraft) -> [String] { draft.guesses.map { "\($0.column) \($0.target)" } }

    private static func person(_ number: Int) -> String {
        "{\"personId\":\"P\(number + 1000)\",\"name\":{\"first\":\"Ines\",\"last\":\"Sample\(number)\"},"
            + "\"affiliation\":{\"code\":\"\(["UG", "GR"][number % 2])\",\"endDate\":\"2027-0\(number % 9 + 1)-20\"},"
            + "\"emails\":[{\"type\":\"work\",\"address\":\"w\(number)@example.edu\"},"
            + "{\"type\":\"home\",\"address\":\"h\(number)@example.org\"}],\"manager\":{\"name\":\"Boss\(number)\"}}"
    }

    private static let expected = [
        "personId primary_id", "name.first first_name", "name.last last_name", "affiliation.code user_group",
        "affiliation.endDate expiry_date", "emails[type=work].address emails work",
        "emails[type=home].address emails personal",
    ]

    @Test func `JSON Lines with nested paths become fields`() throws {
        let draft = try draft("people.jsonl", (0..<40).map { Self.person($0) + "\n" }.joined())
        #expect(guesses(draft) == Self.expected)
        #expect(draft.rows == 40 && draft.dialect == ["JSON, a record in each line"])
        #expect(draft.body.starts(with: ["read:", "  format: jsonl", "", "fields:"]))
        #expect(draft.body.contains("    email_address: \"emails[type=work].address\""))
        #expect(draft.unused.contains("manager.name"), "somebody's name, but not this person's")
        let text = (draft.body + draft.lists.flatMap(\.lines)).joined(separator: "\n")
        for secret in ["Ines", "Sample1", "P10", "Boss", "w1@"] { #expect(!text.contains(secret), "\(secret)") }
    }

    @Test func `JSON says where its records are`() throws {
        let list = "[" + (0..<40).map(Self.person).joined(separator: ",\n") + "]"
        let nested = try draft("people.json", "{\"made\":\"today\",\"data\":{\"people\":\(list)}}")
        #expect(guesses(nested) == Self.expected)
        #expect(nested.body.starts(with: ["read:", "  format: json", "  records: data.people"]))
        let bare = try draft("people.json", list)
        #expect(guesses(bare) == Self.expected)
        #expect(bare.body.starts(with: ["read:", "  format: json", ""]))
    }

    @Test func `an object whose keys are people is refused, and no such key becomes a column`() throws {
        let people = (0..<20).map { "\"P\($0 + 1000)\":{\"last\":\"Sample\"}" }.joined(separator: ",")
        let fault = #expect(throws: Fault.self) { try draft("people.json", "{\(people)}") }
        #expect(fault?.code == .sisNoTable && fault?.message.contains("P1000") == false)
        let lines = try draft(
            "people.jsonl",
            (0..<20).map { "{\"id\":\"\($0 + 500)\",\"last_name\":\"Sample\",\"of\":{\"P\($0 + 1000)\":\"x\"}}\n" }
                .joined())
        #expect(!(lines.body + lines.unused).joined().contains("P10"))
    }

    @Test func `the patron file of older systems is known by its shape`() throws {
        let draft = try draft("patrons.dat", (0..<30).map(Self.patron).joined())
        #expect(
            guesses(draft) == [
                "group user_group", "primary_id primary_id", "last_name last_name", "first_name first_name",
                "permanent.line1 addresses home line1", "permanent.city addresses home city",
                "email.line1 emails school",
            ])
        #expect(draft.body.contains("  preset: patron-sif"))
        #expect(draft.unused.isEmpty, "columns that a layout has and a campus does not fill are no question")
    }

    private static func patron(_ number: Int) -> String {
        var record = Array(repeating: UInt8(ascii: " "), count: 120 + 2 * 328)
        func put(_ text: String, _ place: Int) {
            for (index, byte) in text.utf8.enumerated() { record[place - 1 + index] = byte }
        }
        put(["UNDERGRAD", "GRAD"][number % 2], 1)
        put("P\(number + 1000)", 32)
        put("Sample", 44)
        put("Ines", 74)
        put("1", 121)
        put("\(number) Long Road", 142)
        put("Springtown", 272)
        put("3", 449)
        put("u\(number)@example.edu", 470)
        return String(decoding: record, as: UTF8.self) + "\n"
    }

    @Test func `columns that stand below each other are found, and asked for`() throws {
        let rows = (0..<30).map { number in
            "P\(number + 1000)".padded(10) + "Sample".padded(20) + ["UG", "GR"][number % 2].padded(4) + "20271231\n"
        }
        let draft = try draft("plain.txt", rows.joined())
        #expect(guesses(draft) == ["column1 primary_id", "column3 user_group", "column4 expiry_date"])
        #expect(draft.dialect.last == "fixed width")
        #expect(draft.body.contains("    column2: 11-30"))
        #expect(draft.body.contains { $0.contains("TODO Which column is the last name?") })
    }

    @Test func `a code column of two words is its table's`() throws {
        let rows = (0..<30).map { "\($0 + 500)|Sample|\(["UG", "GR", "ST"][$0 % 3])\n" }
        let draft = try draft("people.txt", "SPRIDEN_ID|SPRIDEN_LAST_NAME|STVLEVL_CODE\n" + rows.joined())
        #expect(guesses(draft) == ["SPRIDEN_ID primary_id", "SPRIDEN_LAST_NAME last_name", "STVLEVL_CODE user_group"])
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String { self + String(repeating: " ", count: width - count) }
}
