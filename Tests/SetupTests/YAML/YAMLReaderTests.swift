import Exchange
import Setup
import Testing

struct YAMLReaderTests {
    private func read(_ text: String) throws(Complaints) -> Node {
        try YAMLReader.read(Array(text.utf8), file: "a.yaml")
    }

    private func complaints(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try YAMLReader.read(bytes, file: "a.yaml")
            return []
        } catch { return error.all.map { "\($0.mark.line):\($0.mark.column) \($0.message)" } }
    }

    private func complaints(_ text: String) -> [String] { complaints(Array(text.utf8)) }

    @Test func `marks count lines and columns from one`() throws {
        let node = try read("a: 1\nb:\n  - x\n  - {c: 'd'}\n")
        #expect(node.mark == Mark(file: "a.yaml", line: 1, column: 1))
        #expect(node["a"]?.mark == Mark(file: "a.yaml", line: 1, column: 4))
        #expect(node["b"]?.items?[0].mark == Mark(file: "a.yaml", line: 3, column: 5))
        #expect(node["b"]?.items?[1]["c"]?.mark == Mark(file: "a.yaml", line: 4, column: 9))
        #expect(node["b"]?.items?[1].pairs?[0].keyMark == Mark(file: "a.yaml", line: 4, column: 6))
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func `any line end counts`(_ end: String) throws {
        #expect(try read("a: 1\(end)b: 2\(end)")["b"]?.mark == Mark(file: "a.yaml", line: 2, column: 4))
    }

    @Test func `columns are characters, not bytes`() throws {
        #expect(try read("{ä€😀: x, b: y}")["b"]?.mark.column == 13)
    }

    @Test(arguments: ["no", "yes", "1_000", "0o17", "1e3", "2026-11-21", "12:30:45", "0x1F", ".inf", "=", "<<"])
    func `whatever is written is a text`(_ value: String) throws {
        #expect(try read("a: \(value)")["a"]?.text == value)
    }

    @Test(arguments: [
        ("\"no\"", "no", true), ("'no'", "no", true), ("no", "no", false), ("|\n no\n", "no\n", true),
        (">\n a\n b\n", "a b\n", true), ("\"~\"", "~", true), ("''", "", true), ("!!int 5", "5", false),
    ])
    func `quotes are remembered`(_ written: String, _ text: String, _ quoted: Bool) throws {
        guard case .scalar(let read, let isQuoted, _) = try #require(try read("a: \(written)")["a"]) else {
            Issue.record("no scalar")
            return
        }
        #expect(read == text)
        #expect(isQuoted == quoted)
    }

    @Test(arguments: ["", "~", "null", "Null", "NULL", "# nothing"])
    func `nothing is empty, at its key`(_ value: String) throws {
        #expect(try read("x: 1\na: \(value)\nb: 2")["a"] == .empty(Mark(file: "a.yaml", line: 2, column: 1)))
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "\u{FEFF}"])
    func `an empty file is empty`(_ text: String) throws {
        guard case .empty = try read(text) else {
            Issue.record("not empty")
            return
        }
    }

    @Test func `a byte order mark moves nothing`() throws {
        #expect(try read("\u{FEFF}a: 1")["a"]?.mark.column == 4)
    }

    @Test func `aliases unfold`() throws {
        let node = try read("a: &x {b: 1}\nc: *x\n")
        #expect(node["c"]?["b"]?.text == "1")
    }

    @Test func `every doubled key is named where it stands again`() {
        let text = "a: 1\nb:\n  c: 1\n  'c': 2\n  d: 3\na: 2\n\"b\": 3\nb: 4\n"
        #expect(
            complaints(text) == [
                "4:3 'c' is written twice in the same block, first in line 3",
                "6:1 'a' is written twice in the same block, first in line 1",
                "7:1 'b' is written twice in the same block, first in line 2",
                "8:1 'b' is written twice in the same block, first in line 2",
            ])
        #expect(complaints("{a: 1, a: 2}") == ["1:8 'a' is written twice in the same block, first in line 1"])
        #expect(complaints("\"\": 1\n'': 2\n").count == 1)
    }

    @Test(arguments: [
        ("a: *.csv", "1:4 a value that starts with '*' must stand in quotes, as in \"*.csv\""),
        ("a: *x", "1:4 '*' makes this an alias, and no anchor of that name stands above; put it in quotes"),
        ("a:\n\tb: 1", "2:1 a tab cannot indent; use spaces"),
        ("a: `b`", "1:4 a value cannot start with this character; put it in quotes"),
        ("a: b: c", "1:5 a ':' cannot stand here; put the value in quotes, or check how the line is indented"),
        ("a: 1\nb\nc: 1", "2:1 there is no ':' after this key"),
        ("a: - b", "1:4 a list cannot start here; put its '-' on a line of its own"),
        ("a: \"b", "1:4 this quote is never closed"),
        ("a: 'b\nc: d", "1:4 this quote is never closed"),
        ("a: \"\\q\"", "1:5 inside double quotes '\\' has a meaning of its own; write it twice"),
        ("a: [b\nc: d", "1:4 this '[' is not closed, or a comma is missing after it"),
        ("a: [b, ", "2:1 a value is missing here, or a bracket above is not closed"),
        ("a: !<b", "1:4 a value that starts with '!' must stand in quotes"),
        ("a: {b: c", "1:4 this '{' is not closed, or a comma is missing after it"),
        (
            "a:\n  b: 1\n c: 2",
            "3:2 this does not fit the block it stands in; check how the line is indented, and the quotes before it"
        ),
        ("a:\n  - b\n  c: d", "3:3 this line does not fit the list before it; check how it is indented"),
        ("a: 1\n---\nb: 2", "2:1 a file holds one document; take out this '---'"),
        ("? [a]\n: b", "1:3 a key is a single word, not a list or a block"),
        ("a: b\u{0}", "1:5 there is an invisible character here (U+0000)"),
        ("a: b\u{2028}", "1:5 there is an invisible character here (U+2028)"),
        ("a: 1\nb: \u{FEFF}", "2:4 there is an invisible character here (U+FEFF)"),
    ])
    func `mistakes in the syntax are named for people`(_ text: String, _ complaint: String) {
        #expect(complaints(text) == [complaint])
    }

    @Test func `bytes that are no text are refused`() {
        #expect(complaints([0x61, 0x3A, 0x20, 0xE9]) == ["1:4 this is not UTF-8 text; save the file as UTF-8"])
        #expect(complaints([0xFF, 0xFE, 0x61, 0x00]) == ["1:1 the file is UTF-16 text; save it as UTF-8"])
        #expect(complaints([0x61, 0xC3]) == ["1:2 this is not UTF-8 text; save the file as UTF-8"])
    }

    @Test func `a huge file is refused`() {
        let bytes = [UInt8](repeating: 0x23, count: YAMLReader.byteLimit + 1)
        #expect(complaints(bytes) == ["1:1 the file is larger than 1 MiB; is it a profile?"])
        #expect(complaints(Array(bytes.dropLast())) == [])
    }

    @Test func `aliases cannot unfold without end`() {
        var laughs = "a0: &a0 [lol, lol]\n"
        for level in 1...9 {
            laughs +=
                "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]\n"
        }
        #expect(complaints(laughs) == ["5:35 the file has more than 32 aliases ('*name')"])
        var fewer = "a0: &a0 [\(Array(repeating: "x", count: 100).joined(separator: ", "))]\n"
        for level in 1...8 {
            fewer += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 4).joined(separator: ", "))]\n"
        }
        #expect(complaints(fewer).first?.hasSuffix("the file's aliases unfold to more than anybody could mean") == true)
    }

    @Test(arguments: ["[", "{a: ", "- ", "? "])
    func `nesting has an end`(_ opening: String) {
        #expect(complaints(String(repeating: opening, count: 100_000)).count == 1)
        #expect(complaints(String(repeating: opening, count: 900)).count == 1)
    }

    @Test func `stars in comments are no aliases`() {
        #expect(complaints(String(repeating: "# *** x *y\n", count: 100) + "a: 1") == [])
    }
}
