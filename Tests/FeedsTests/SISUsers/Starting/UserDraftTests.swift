import ConformanceKit
import Exchange
import Testing

@testable import Feeds

/// A first profile from a sample.
@Suite struct UserDraftTests {
    private func draft(_ text: String) throws -> ProfileDraft {
        let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
        return try SISUsersFeed.draft(
            from: GivenFile("people_20261121.csv", text), facts: StartFacts(today: today) { "lists/\($0).csv" })
    }

    private func table(_ head: String, _ rows: Int, _ row: (Int) -> String) -> String {
        ([head] + (0..<rows).map(row)).joined(separator: "\n") + "\n"
    }

    private func target(_ column: String, _ draft: ProfileDraft) -> String? {
        draft.guesses.first { $0.column == column }?.target
    }

    @Test func `a named table becomes fields, lists and questions`() throws {
        let draft = try draft(
            table("EMPLID|LAST_NAME|FIRST_NAME|STVLEVL|EXPIRES|CAMP_EMAIL|X1", 60) { row in
                "\(row + 90_000)|Sample|Ines|\(["UG", "UG", "ZZ"][row % 3])|2027-0\(row % 9 + 1)-30|u\(row)@example.edu|"
                    .replacing("02-30", with: "02-28")
            })
        #expect(draft.rows == 60)
        #expect(draft.columns == 7)
        #expect(draft.dialect == ["utf-8 (no special letters in it)", "delimiter '|'"])
        #expect(
            draft.guesses.map(\.target) == [
                "primary_id", "last_name", "first_name", "user_group", "expiry_date", "emails school",
            ])
        #expect(draft.guesses[0].notes == ["unique", "5 digits"])
        #expect(draft.guesses[3].codes == [.init("UG", 40), .init("ZZ", 20)])
        #expect(draft.unused == ["X1"])
        #expect(draft.body.contains("  primary_id: {column: EMPLID, required: yes}"))
        #expect(draft.body.contains("  user_group: {column: STVLEVL, lookup: lists/user_group.csv, required: yes}"))
        #expect(draft.body.contains("  expiry_date: {column: EXPIRES, date: YYYY-MM-DD, required: yes}"))
        #expect(draft.body.contains("#   X1: empty in the sample"))
        #expect(draft.lists.map(\.path) == ["lists/user_group.csv"])
        let list = draft.lists[0].lines
        #expect(list.suffix(5).prefix(3) == ["from,to", "# 40 rows", "UG,UNDERGRAD"])
        #expect(list[list.count - 2].hasPrefix("# 20 rows. TODO What is 'ZZ' there?"))
        #expect(list.last == "#ZZ,")
    }

    @Test func `an ambiguous date is a question with both answers, never a guess`() throws {
        let draft = try draft(
            table("ID;NAME;VORNAME;ABLAUFDATUM", 30) { "\($0 + 100);Muster;Ines;0\($0 % 9 + 1)/0\($0 % 5 + 1)/2027" })
        #expect(draft.body.contains { $0.hasPrefix("  # expiry_date: {column: ABLAUFDATUM, date: MM/DD/YYYY") })
        #expect(draft.body.contains { $0.hasPrefix("  # expiry_date: {column: ABLAUFDATUM, date: DD/MM/YYYY") })
        #expect(!draft.body.contains { $0.hasPrefix("  expiry_date:") })
        #expect(target("NAME", draft) == "last_name", "a column called only 'name' beside a first name")
    }

    @Test func `of two columns that could be the identifier, the one without doubles is it`() throws {
        let draft = try draft(
            table("STUDENT_ID,EMPLID,LAST_NAME", 40) { "\($0 / 2 + 100),\($0 + 5000),Sample" })
        #expect(target("EMPLID", draft) == "primary_id")
        let single = try self.draft(table("STUDENT_ID,LAST_NAME", 40) { "\($0 / 2 + 100),Sample" })
        #expect(target("STUDENT_ID", single) == "primary_id")
        #expect(single.body.contains { $0.contains("TODO 20 doubles in this column") })
    }

    @Test func `a column with only a strange name is known by what it holds`() throws {
        let draft = try draft(
            table("KEY,LAST_NAME,FIRST_NAME,KONTAKT,BIBL", 40) {
                "k\($0 + 1000),Sample,Ines,u\($0)@example.edu,290000000000\($0 + 10)"
            })
        #expect(target("KEY", draft) == "primary_id")
        #expect(target("KONTAKT", draft) == "emails school")
        #expect(target("BIBL", draft) == "identifiers BARCODE")
    }

    @Test func `without a header nothing of a person becomes a column's name`() throws {
        let draft = try draft(
            (0..<40).map {
                "\(900_100_000 + $0)^Sample^Ines^\($0 % 2 == 0 ? "STUDENT" : "STAFF")^u\($0)@example.edu^"
                    + "\(1980 + $0 % 20)0115^203\($0 % 9)0630"
            }.joined(separator: "\n"))
        #expect(draft.dialect.contains("no header"))
        #expect(draft.rows == 40)
        #expect(
            draft.guesses.map { "\($0.column) \($0.target)" } == [
                "1 primary_id", "4 user_group", "5 emails school", "6 birth_date", "7 expiry_date",
            ])
        #expect(draft.body.contains("  delimiter: \"^\""))
        #expect(draft.body.contains("  header: no"))
        #expect(draft.body.contains("#   2: words, all the same"))
        try #require(draft.unused == ["2", "3"])
    }

    @Test func `a first row that could be somebody is no header`() throws {
        let draft = try draft(
            (0..<30).map { "SAMPLE;INES;\($0 % 3 == 0 ? "STAFF" : "STUDENT");K\($0)" }.joined(separator: "\n"))
        #expect(draft.dialect.contains("no header"))
        let text = (draft.body + draft.unused + draft.guesses.map(\.column)).joined(separator: " ")
        #expect(!text.contains("SAMPLE") && !text.contains("INES"))
    }

    @Test func `quotes that stand for inches are no quotes`() throws {
        let draft = try draft(table("ID|LAST_NAME|STREET", 30) { "\($0 + 100)|Sample|5\" pipe road \($0)" })
        #expect(draft.dialect.contains("no quotes"))
        #expect(draft.body.contains("  quote: none"))
    }

    @Test func `no value of a person stands in a draft`() throws {
        let draft = try draft(
            table("PATRON_ID,LAST_NAME,FIRST_NAME,GROUP,SEX,EMAIL,PHONE,STREET,CITY,ZIP,BARCODE,BORN,PIN", 80) {
                "900\($0)77,Secretname\($0),Hiddenname,\($0 % 2 == 0 ? "UG" : "GR"),F,who\($0)@private.example,555-01\($0 + 10),"
                    + "Secretstreet \($0),Secretcity,0417\($0),29000000000\($0 + 100),1999-02-1\($0 % 9),44\($0)"
            })
        let text =
            (draft.body + draft.lists.flatMap(\.lines) + draft.unused + draft.dialect
            + draft.guesses.flatMap { $0.notes + $0.codes.map(\.code) }).joined(separator: "\n")
        for secret in ["Secret", "Hidden", "who", "private", "555-", "9001", "0417", "290000", "1999", "447"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("UG,UNDERGRAD"))
    }

    @Test(arguments: ["", "ID,NAME\n", "PK\u{3}\u{4}xxxx", "Dear all,\n\nplease find it attached\nBest\n"])
    func `what is no table of people is refused by name`(_ text: String) throws {
        let fault = #expect(throws: Fault.self) { try draft(text) }
        #expect(fault?.disposition == .reject)
        #expect(fault?.message.contains("people_20261121.csv") == true, "\(fault?.message ?? "")")
    }

    @Test func `equal samples give equal drafts`() throws {
        let text = table("ID,LAST_NAME,GROUP,SEX", 200) { "\($0 + 500),Sample,G\($0 % 17),\(["M", "F"][$0 % 2])" }
        #expect(try draft(text) == draft(text))
    }
}
