import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct JSONTableTests {
    private func read(
        _ text: String, _ needs: [String], _ shape: JSONLayout.Shape = .text(keys: [])
    ) -> ReaderOutcome<SeenRecord> {
        ReaderSuite({ JSONTable(JSONLayout(shape), needs: needs) }, keep: { seen($0) }).read(
            Array(text.utf8), by: 1 << 20)
    }

    private func one(_ record: String, _ path: String) -> String? {
        read("[\(record)]", [path]).records.first?.cells.first
    }

    @Test("A path leads to one value")
    func paths() {
        let record = """
            {"a": {"b": "x"}, "l": [{"type": "home", "v": 1}, {"type": "work", "k": {"code": 7}, "v": 2}], "t": ["p", "q"],
             "role": "{job=Staff}:{dept=A}b}:{empty=}", "roles": ["{job=x}:{d=1}", "{job=y}:{d=2}"], "o.k": "dot", "n": null}
            """
        #expect(one(record, "a.b") == "x")
        #expect(one(record, "l[1].v") == "2")
        #expect(one(record, "l[type=work].v") == "2")
        #expect(one(record, "l[k.code=7].v") == "2")
        #expect(one(record, "l[type=other].v") == "")
        #expect(one(record, "l[9].v") == "")
        #expect(one(record, "t[1]") == "q")
        #expect(one(record, "role{dept}") == "A}b")
        #expect(one(record, "role{empty}") == "")
        #expect(one(record, "role{none}") == "")
        #expect(one(record, "roles[job=y]{d}") == "2")
        #expect(one(record, "\"o.k\"") == "dot")
        #expect(one(record, "n") == "")
        #expect(one(record, "n.deeper") == "")
        #expect(one(record, "none.of.it") == "")
    }

    @Test(
        "What is no path is said",
        arguments: [
            "", "a.", ".a", "a[", "a[]", "a[b]", "a[b=]", "a{}", "a{b", "a{b}.c", "a\"b", "\"a", "a[99999999]", "a=b",
        ])
    func badPaths(_ text: String) { #expect(throws: JSONPathProblem.self) { try JSONPath(text) } }

    @Test("Numbers keep their text, and words are words")
    func scalars() {
        #expect(one("{\"a\": -0.10e+5}", "a") == "-0.10e+5")
        #expect(one("{\"a\": 12345678901234567890123}", "a") == "12345678901234567890123")
        #expect(one("{\"a\": true}", "a") == "true")
        #expect(one("{\"a\": \"\\u00e9\\n\\/\\ud83d\\ude00\"}", "a") == "é\n/😀")
    }

    @Test(
        "A record that breaks the rules is a finding at its place, and the next one is read",
        arguments: [
            ("{\"a\": 1,}", Code.jsonSyntax, 8), ("{\"a\": NaN}", .jsonSyntax, 6), ("{\"a\": 01}", .jsonSyntax, 7),
            ("{\"a\": '1'}", .jsonSyntax, 6), ("{a: 1}", .jsonSyntax, 1), ("{\"a\" 1}", .jsonSyntax, 5),
            ("{\"a\": [1,]}", .jsonSyntax, 9), ("{\"a\": 1.}", .jsonSyntax, 8), ("{\"a\": +1}", .jsonSyntax, 6),
            ("{\"a\": \"\t\"}", .jsonSyntax, 7), ("{\"a\": \"\\x\"}", .jsonSyntax, 7), ("{\"a\": tru}", .jsonSyntax, 6),
            ("{\"a\": \u{FEFF}1}", .jsonSyntax, 6), ("{\"a\":1, \"b\":2, \"a\":3}", .jsonKeyDoubled, 15),
            ("{\"a\":1, \"\\u0061\":3}", .jsonKeyDoubled, 8), ("{\"a\": \"\\ud800x\"}", .jsonSurrogate, 7),
            ("{\"a\": \"\\udc00\"}", .jsonSurrogate, 7), ("{\"a\": \"\\u0000\"}", .jsonNul, 7),
            ("{\"a\": \"\u{0}\"}", .jsonNul, 7), ("7", .jsonRecordKind, 0), ("[1]", .jsonRecordKind, 0),
            ("\"a\"", .jsonRecordKind, 0), ("{\"a\": {\"b\": 1}}", .jsonValueKind, 6),
            ("{\"a\": [1]}", .jsonValueKind, 6),
        ])
    func flaws(_ record: String, _ code: Code, _ offset: Int) {
        let outcome = read("[{\"a\":0},\n \(record), {\"a\": 9}]", ["a"])
        #expect(outcome.records.map(\.problem) == [nil, code.name, nil])
        #expect(outcome.records.last?.cells == ["9"])
        #expect(outcome.findings.map(\.rule) == [code])
        #expect(outcome.findings.first?.position.byte == 11 + offset)
        #expect(outcome.findings.first?.position.line == 2)
    }

    @Test("A path through a text, and a text that is not composite, are findings that name the column")
    func wrongPaths() {
        #expect(read("[{\"a\": \"x\"}]", ["a.b"]).findings.map(\.rule) == [.jsonValueKind])
        #expect(read("[{\"a\": \"x\"}]", ["a[0]"]).findings.map(\.rule) == [.jsonValueKind])
        let outcome = read("[{\"a\": \"x\"}]", ["a{b}"])
        #expect(outcome.findings.map(\.rule) == [.jsonComposite])
        #expect(outcome.findings.first?.position.path == "a{b}")
    }

    @Test("Too many levels or values make the record unsound, not the program stop")
    func depth() {
        let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        #expect(read("[{\"a\":\(deep)}]", ["a"]).records.map(\.problem) == ["json.depth"])
        let deeper = String(repeating: "{\"a\":", count: 100_000) + "1" + String(repeating: "}", count: 100_000)
        #expect(read("[\(deeper)]", ["a"]).records.map(\.problem) == ["json.depth"])
        let many = "[" + String(repeating: "0,", count: 70_000) + "0]"
        #expect(read("[{\"a\":\(many)}]", ["a"]).records.map(\.problem) == ["json.depth"])
    }

    @Test("An object of many keys is read in a moment, and a doubled one among them is found")
    func manyKeys() {
        let keys = (0..<20_000).map { "\"k\($0)\": 1" }.joined(separator: ",")
        #expect(read("[{\(keys)}]", ["k7"]).records.first?.cells == ["1"])
        #expect(read("[{\(keys), \"k3\": 2}]", ["k7"]).records.map(\.problem) == ["json.key.doubled"])
    }

    @Test(
        "What is broken around the records refuses the file and says where",
        arguments: [
            ("[{\"a\":1} {\"a\":2}]", Code.jsonBroken, 9), ("[{\"a\":1},]", .jsonBroken, 9),
            ("[{\"a\":1}", .jsonBroken, 8),
            ("[{\"a\":1}] x", .jsonBroken, 10), ("[,{\"a\":1}]", .jsonBroken, 1), ("[{\"a\":1}}", .jsonBroken, 8),
            ("[{\"a\":1]}]", .jsonBroken, 8),
            ("\"text\"", .jsonRecords, 0), ("{\"a\":1}\n{\"a\":2}\n", .jsonLayout, 8), ("   ", .jsonEmpty, 0),
            ("", .jsonEmpty, 0), ("<?xml version=\"1.0\"?>", .jsonRecords, 0),
        ])
    func broken(_ text: String, _ code: Code, _ byte: Int) {
        let fault = read(text, ["a"]).fault
        #expect(fault?.code == code)
        #expect(fault?.context["byte"] == "\(byte)")
    }

    @Test("The way to the records is followed, and where it ends is said")
    func records() {
        let text = "{\"meta\": {\"people\": []}, \"data\": {\"persons\": [{\"a\": 1}], \"other\": 1}}"
        #expect(read(text, ["a"], .text(keys: ["data", "persons"])).records.map(\.cells) == [["1"]])
        let missing = read(text, ["a"], .text(keys: ["data", "person"])).fault
        #expect(missing?.code == .jsonRecords)
        #expect(
            missing?.message == "the file has no 'data.person' (nearest: 'persons'); the keys there are: persons, other"
        )
        #expect(read(text, ["a"], .text(keys: ["data"])).fault?.code == .jsonRecords)
        #expect(read("[]", ["a"], .text(keys: ["data"])).fault?.code == .jsonRecords)
        let doubled = "{\"data\": [{\"a\": 1}], \"data\": [{\"a\": 2}]}"
        #expect(read(doubled, ["a"], .text(keys: ["data"])).fault?.code == .jsonKeyDoubled)
    }

    @Test("JSON Lines: a bad line is a finding, a list is another layout")
    func lines() {
        let outcome = read("{\"a\":1}\n{\"a\":\n\n \n{\"a\":3}", ["a"], .lines)
        #expect(outcome.records.map(\.problem) == [nil, "json.syntax", nil])
        #expect(outcome.positions.map(\.line) == [1, 2, 5])
        #expect(read("[{\"a\":1}]", ["a"], .lines).fault?.code == .jsonLayout)
        #expect(read("{\n\"a\":1}", ["a"], .lines).fault?.code == .jsonLayout)
        #expect(read(" \n", ["a"], .lines).fault?.code == .jsonEmpty)
    }

    @Test("A byte order mark is passed over with a warning; UTF-16 is refused")
    func marks() {
        let outcome = read("\u{FEFF}[{\"a\":1}]", ["a"])
        #expect(outcome.records.map(\.cells) == [["1"]])
        #expect(outcome.findings.map(\.rule) == [.jsonMark])
        let fault = ReaderSuite({ JSONTable(JSONLayout(.lines), needs: []) }, keep: { seen($0) }).read(
            wide("{}"), by: 9
        ).fault
        #expect(fault?.code == .jsonEncoding)
        #expect(read("[{\"a\":\"\u{0}\"}]", ["a"]).findings.map(\.rule) == [.jsonNul])
    }

    @Test("Bytes that are no UTF-8 make the record unsound")
    func encoding() {
        let input = Array("[{\"a\":\"".utf8) + [0xFF] + Array("\"},{\"a\":2}]".utf8)
        let outcome = ReaderSuite({ JSONTable(JSONLayout(.text(keys: [])), needs: ["a"]) }, keep: { seen($0) }).read(
            input, by: 5)
        #expect(outcome.records.map(\.problem) == ["json.encoding", nil])
        #expect(outcome.findings.map(\.position.byte) == [7])
    }

    @Test(
        "A column that no record has is said at the end, with the nearest; where all are missing, the file is refused")
    func absent() {
        let outcome = read("[{\"a\":1, \"mail\":\"x\"}, {\"a\":2}]", ["a", "mial"])
        #expect(outcome.findings.map(\.rule) == [.jsonColumnAbsent])
        #expect(outcome.findings.first?.message == "column 'mial' is in none of 2 records (nearest: 'mail')")
        #expect(outcome.findings.first?.severity == .warning)
        let wrong = read("[{\"x\":1}]", ["a", "b"])
        #expect(wrong.fault?.code == .jsonColumnsAbsent)
        #expect(read("[]", ["a", "b"]).fault == nil)
        #expect(read("[{}]", ["a["]).fault?.code == .jsonPath)
    }
}
