import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct TableSnifferTests {
    private func guess(_ bytes: some Sequence<UInt8>, whole: Bool = true) -> TableGuess {
        Array(bytes).withUnsafeBytes { TableSniffer.guess($0, whole: whole) }
    }

    @Test("Every syntax is told from the others", arguments: TableCase.all)
    func syntaxes(_ table: TableCase) {
        let format = guess(table.input).format
        switch table.description {
        case "csv", "csv in UTF-16": #expect(format == "csv")
        case "json lines": #expect(format == "jsonl")
        case let name where name.hasPrefix("json"): #expect(format == "json")
        default: break
        }
    }

    @Test("JSON's columns are paths that a profile can use")
    func paths() throws {
        let text = """
            {"data": {"count": 2, "people": [{"id": 1, "o.k": "x", "mails": [{"type": "work", "to": "a"}, {"type": "home", "to": "b"}],
              "tags": ["t"], "role": "{job=x}:{dept=y}"}, {"id": 2, "late": null}]}}
            """
        let found = guess(text.utf8)
        #expect(found.syntax == .json(JSONLayout(.text(keys: ["data", "people"]))))
        #expect(
            found.columns == [
                "id", "\"o.k\"", "mails[type=work].type", "mails[type=work].to", "mails[type=home].type",
                "mails[type=home].to", "tags[0]", "role{job}", "role{dept}", "late",
            ])
        for column in found.columns { _ = try JSONPath(column) }
        #expect(found.sentence == "Guessed (98 %): JSON, records in 'data.people', 10 columns.")
        let cut = guess(text.utf8.prefix(200), whole: false)
        #expect(cut.syntax == found.syntax)
        #expect(guess("{\n \"cn\": [\"x\"]}".utf8).columns == ["cn[0]"])
    }

    @Test("Columns of fixed width are told by the blanks they share")
    func fixed() {
        let text = """
            10001  MILLER        ANNA       STUDENT
            10002  O BRIEN       BO         STAFF__
            10003  SANTOS MARIA  CY         STUDENT

            """
        let found = guess(text.utf8)
        #expect(found.format == "fixed")
        #expect(found.columns == ["column1", "column2", "column3", "column4"])
        let rows = TableSuite { found.table() ?? FixedTable(TableCase.people()) }.read(Array(text.utf8)).rows
        #expect(
            rows.first?.cells.map { String(decoding: $0, as: UTF8.self) } == ["10001", "MILLER", "ANNA", "STUDENT"])
    }

    @Test("A header with a doubled name is a header")
    func doubledHeader() {
        let found = guess("id,name,phone,phone\n1,Anna,23,24\n2,Bo,25,26\n".utf8)
        #expect(found.hasNames)
        #expect(found.columns == ["id", "name", "phone", "phone"])
    }

    @Test("Without a header columns are numbers")
    func numbered() { #expect(guess("1,Anna\n2,Bo\n3,Cy\n".utf8).columns == ["1", "2"]) }

    @Test("What is no table is said", arguments: ["", "%PDF-1.7 xxxxxxx"])
    func others(_ text: String) { #expect(guess(text.utf8).otherKind != nil) }
}
