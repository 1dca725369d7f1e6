import Exchange
import Feeds
import Testing

@Suite struct `The block 'read' of a profile` {
    /// Complaints as `key nearest`, with the line they are at.
    private static func told(_ read: Node, column: String = "id") -> [String] {
        SISUsersFeed.complaints(profile(read, column)).map { complaint in
            #expect(!complaint.message.isEmpty && complaint.mark.line > 0)
            return complaint.nearest.map { "\(complaint.key) \($0)" } ?? complaint.key
        }
    }

    private static func profile(_ read: Node, _ column: String = "id") -> Node {
        let pairs = [("read", read), ("fields", ["primary_id": .scalar(column, quoted: false, read.mark)] as Node)]
        return .map(pairs.map { Node.Pair(key: $0, keyMark: read.mark, value: $1) }, read.mark)
    }

    private static func explained(_ read: Node, column: String = "id") throws -> [String] {
        try SISUsersFeed.reading(profile(read, column)).explain()
    }

    @Test func `takes the keys of its own format only`() {
        #expect(Self.told(["format": "jsonl", "delimiter": ";", "header": "no"]) == ["read.delimiter", "read.header"])
        #expect(Self.told(["records": "data"]) == ["read.records"])
        #expect(Self.told(["format": "jsonl", "records": "data"]) == ["read.records"])
        #expect(Self.told(["format": "json", "records": "data.people"]) == [])
    }

    @Test func `reads JSON as UTF-8 and at a path of keys`() {
        #expect(Self.told(["format": "json", "encoding": "latin1"]) == ["read.encoding"])
        #expect(Self.told(["format": "json", "records": "data[0]"]) == ["read.records"])
        #expect(Self.told(["format": "json", "records": "data..x"]) == ["read.records"])
    }

    @Test func `knows what is a path into a record`() {
        #expect(Self.told(["format": "jsonl"], column: "a[type=work].b{c}") == [])
        #expect(Self.told(["format": "jsonl"], column: "a[") == ["primary_id"])
    }

    @Test func `reads XML by the name of a record, with paths as columns`() throws {
        #expect(Self.told(["format": "xml"]) == ["read.record"])
        #expect(Self.told(["format": "xml", "record": "p:row"]) == ["read.record"])
        #expect(Self.told(["format": "xml", "record": "row", "encoding": "iso-8859-1"]) == ["read.encoding"])
        #expect(Self.told(["record": "row"]) == ["read.record"])
        #expect(Self.told(["format": "xml", "record": "row"], column: "a//b") == ["primary_id"])
        #expect(Self.told(["format": "xml", "record": "{urn:x}row", "count": "n"], column: "a[2]/@b") == [])
        #expect(
            try Self.explained(["format": "xml", "record": "row", "count": "numrows"]).prefix(2) == [
                "Reads an XML document in which each element <row> is a record; columns are paths into a record.",
                "The root's attribute 'numrows' says how many records there are.",
            ])
    }

    @Test func `needs columns of fixed width, with places`() {
        #expect(Self.told(["format": "fixed"]).first == "read.columns")
        #expect(Self.told(["format": "fixed", "columns": ["id": "1-10"]]) == [])
        #expect(Self.told(["format": "fixed", "columns": ["id": "1-10", "x": "9-4"]]) == ["read.columns.x"])
        for place in ["0-3", "a", "1-", "-3", "1-2-3", "", "99999999"] {
            #expect(
                Self.told([
                    "format": "fixed",
                    "columns": ["id": "1", "x": .scalar(place, quoted: true, Mark(file: "", line: 1, column: 1))],
                ])
                    == ["read.columns.x"], "\(place)")
        }
    }

    @Test func `names the nearest column of fixed width`() {
        #expect(
            Self.told(["format": "fixed", "columns": ["person_id": "1-10"]], column: "personid")
                == ["primary_id person_id"])
        #expect(
            Self.told(["format": "fixed", "preset": "patron-sif"], column: "permanent.citty") == [
                "primary_id permanent.city"
            ])
    }

    @Test func `cuts records without line ends by their width`() {
        let columns: Node = ["id": "1-10"]
        #expect(Self.told(["format": "fixed", "columns": columns, "line_ends": "no"]) == ["read.line_ends"])
        #expect(Self.told(["format": "fixed", "columns": columns, "line_ends": "no", "width": "10"]) == [])
        #expect(
            Self.told(["format": "fixed", "columns": columns, "line_ends": "no", "width": "10", "encoding": "utf-16"])
                == ["read.line_ends"])
        #expect(Self.told(["format": "fixed", "columns": columns, "width": "9"]) == ["read.width"])
    }

    @Test func `has segments that fit`() {
        let columns: Node = ["id": "1-10"]
        let parts: Node = ["city": "2-9"]
        func told(_ segments: Node) -> [String] {
            Self.told(["format": "fixed", "columns": columns, "segments": segments])
        }
        #expect(told(["start": "11", "length": "9", "columns": parts]) == [])
        #expect(told(["length": "9", "columns": parts]) == ["read.segments"])
        #expect(told(["start": "11", "length": "8", "columns": parts]) == ["read.segments"])
        #expect(told(["start": "9", "length": "9", "columns": parts]) == ["read.segments"])
        #expect(told(["start": "11", "length": "9"]) == ["read.segments"])
        #expect(told(["start": "11", "length": "9", "columns": parts, "types": ["home": "1"]]) == ["read.segments"])
        #expect(
            told(["start": "11", "length": "9", "columns": parts, "type": "1", "types": ["segment1": "1"]])
                == ["read.segments"])
    }

    @Test func `alters a preset`() throws {
        let lines = try Self.explained(
            [
                "format": "fixed", "preset": "patron-sif", "encoding": "windows-1252",
                "columns": ["group": "11-20", "extra": "21-30"], "segments": ["most": "5", "types": ["home": "H"]],
            ], column: "home.line1")
        #expect(lines.contains("  group: 11-20"))
        #expect(lines.contains("  primary_id: 32-42"))
        #expect(lines.contains("  extra: 21-30"))
        #expect(
            lines.contains("  From 121 on, up to 5 parts of 328 each (address1, …); its type is at 1-1: home ('H'):"))
        #expect(lines.contains("    zip: 199-208"))
        #expect(lines[0].hasPrefix("Reads text in windows-1252 with columns of fixed width; each record is a line."))
    }

    @Test func `is explained`() throws {
        #expect(
            try Self.explained(["format": "jsonl"])[0]
                == "Reads a file with one JSON object in each line (JSON Lines); columns are paths into it.")
        #expect(
            try Self.explained(["format": "json", "records": "data.people"])[0]
                == "Reads a JSON file whose records are in the list 'data.people'; columns are paths into a record.")
    }
}
