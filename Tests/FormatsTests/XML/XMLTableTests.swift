import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct `XML as a table` {
    private static func read(
        _ text: String, _ needs: [String], _ layout: XMLLayout = XMLLayout("row")
    ) -> ReaderOutcome<SeenRecord> {
        ReaderSuite({ XMLTable(layout, needs: needs) }, keep: { seen($0) }).read(Array(text.utf8), by: 1 << 20)
    }

    private static func one(_ record: String, _ path: String) -> String? {
        read("<r xmlns:p=\"urn:p\">\(record)</r>", [path]).records.first?.cells.first
    }

    @Test func `a path leads to one value`() {
        let record = """
            <row n="7" p:m="8">own<a/></row><row><b>no</b></row>
            """
        #expect(Self.one(record, "@n") == "7" && Self.one(record, "@{urn:p}m") == "8" && Self.one(record, "@m") == "8")
        #expect(Self.one(record, "@{urn:q}m") == "")
        let deep = """
            <row><v><id> x &amp; <![CDATA[<y>]]></id></v><line t="1"><amount>1</amount></line>
            <line t="2"><amount>2</amount><p:only>q</p:only></line><e></e><n xsi:nil="true" xmlns:xsi="urn:i"/></row>
            """
        #expect(Self.one(deep, "v/id") == " x & <y>")
        #expect(Self.one(deep, "line[2]/amount") == "2" && Self.one(deep, "line[1]/amount") == "1")
        #expect(Self.one(deep, "line[3]/amount") == "" && Self.one(deep, "line[2]/@t") == "2")
        #expect(Self.one(deep, "*/only") == "q" && Self.one(deep, "*/{urn:p}only") == "q")
        #expect(Self.one(deep, "*/{urn:x}only") == "" && Self.one(deep, "*[1]/id") == " x & <y>")
        #expect(Self.one(deep, "e") == "" && Self.one(deep, "n") == "" && Self.one(deep, "none/of/it") == "")
        #expect(Self.one("<row>text</row>", ".") == "text")
    }

    @Test(arguments: [
        "", "/a", "a/", "a//b", "a[0]", "a[x]", "a[", "@a/b", "@a[1]", "p:a", "a b", "{urn:x", "{urn:x}", "a=b",
    ])
    func `what is no path is said`(_ text: String) {
        #expect(throws: XMLPathProblem.self) { try XMLPath(text) }
        #expect(Self.read("<r><row/></r>", [text]).fault?.code == .xmlPath)
    }

    @Test func `several values and none are findings at their place, and the next record is read`() {
        let outcome = Self.read(
            "<r>\n<row><a>0</a></row>\n<row>\n<a>1</a><a>2</a></row><row><a><b/></a></row><row><a>9</a></row></r>",
            ["a"])
        #expect(outcome.records.map(\.problem) == [nil, "xml.value.several", "xml.value.kind", nil])
        #expect(outcome.findings.map(\.position.line) == [4, 4])
        #expect(outcome.findings.map(\.position.path) == ["a", "a"] && outcome.records.last?.cells == ["9"])
    }

    @Test func `an ill-formed record is rejected with its own bytes, and the next one is read`() {
        let outcome = Self.read("<r><row><a>0</a></row><row><a>1 & 2</a></row><row><a>3</a></row></r>", ["a"])
        #expect(outcome.records.map(\.problem) == [nil, "xml.illformed", nil])
        #expect(outcome.records.map(\.cells).last == ["3"])
    }

    @Test(arguments: [
        ("<r><row><a>0</a></row>", "xml.cut"), ("<r><row><a>0</a>", "xml.cut"), ("", "xml.cut"),
        ("<!DOCTYPE r [<!ENTITY x 'y'>]><r><row/></r>", "xml.doctype"),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><row><a>x</a></row></r>", "xml.encoding"),
        ("<r xmlns=\"urn:other\"><row><a>1</a></row></r>", "xml.namespace"),
    ])
    func `a file that cannot be trusted is refused`(_ text: String, _ code: String) {
        let layout = XMLLayout("row", in: code == "xml.namespace" ? "urn:x" : nil)
        let fault = Self.read(text, ["a"], layout).fault
        #expect(fault?.code.name == code && fault?.disposition == .reject && fault?.context["byte"] != nil)
    }

    @Test func `no record, a missing column and a wrong count are said`() {
        func rules(_ text: String, _ needs: [String] = ["a"], count: String? = nil) -> [String] {
            Self.read(text, needs, XMLLayout("row", count: count)).findings.map { "\($0.rule) \($0.message)" }
        }
        #expect(rules("<r/>") == [])
        #expect(
            rules("<r><rows/></r>") == [
                "xml.records there is no <row> in the document (nearest: 'rows'); it has <rows>"
            ])
        #expect(
            rules("<r><row><aa>1</aa></row></r>", ["a", "aa"]) == [
                "xml.column.absent column 'a' is in none of 1 record (nearest: 'aa')"
            ])
        #expect(Self.read("<r><row><b>1</b></row></r>", ["a", "c"]).fault?.code == .xmlColumnsAbsent)
        #expect(rules("<r n=\"1\"><row><a/></row></r>", count: "n") == [])
        #expect(
            rules("<r n=\"2\"><row><a/></row></r>", count: "n").first?.hasSuffix("'2' records in 'n', and there are 1")
                == true)
        #expect(rules("<r><row><a/></row></r>", count: "n").first?.hasPrefix("xml.count") == true)
    }

    @Test func `rejects stand in the elements that were around them, with their namespaces`() {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- <not> --><q:top xmlns:q='urn:q' count="3"><head a=">"/><q:list xmlns="urn:d">
            <row><q:a>1</q:a></row><row><q:a>2</q:a></row><row><q:a>3</q:a></row></q:list></q:top>
            """
        let suite = TableSuite { XMLTable(XMLLayout("row", in: "urn:d"), needs: ["a"]) }
        let rejects = suite.read(Array(text.utf8), rejecting: { $0 == 1 }).rejects
        #expect(
            String(decoding: rejects, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <q:top xmlns:q='urn:q'>
                <q:list xmlns="urn:d">
                <row><q:a>2</q:a></row>
                </q:list>
                </q:top>

                """)
        #expect(suite.rejects(Array(text.utf8)) { $0 == 1 } == [])
    }

    @Test func `a long document is read in flat memory, record by record`() {
        let record = "<row><a>\(String(repeating: "x", count: 1000))</a></row>\n"
        let text =
            "<r>" + String(repeating: "<head>y</head>", count: 10_000) + String(repeating: record, count: 5000) + "</r>"
        let suite = TableSuite { XMLTable(XMLLayout("row"), needs: ["a"]) }
        #expect(suite.bytes(Array(text.utf8)) == [])
    }
}
