import ConformanceKit
import Exchange
import Formats

/// A table as the reader suite takes it: a reader whose verbs are those of any table.
struct AnyTable: Reader {
    let table: any Table

    func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand { try table.read(chunk, report: report, emit) }

    func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) { try table.finish(report: report, emit) }
}

/// One table with an input it reads, for the promises that all tables give.
struct TableCase: Sendable, CustomStringConvertible {
    let description: String
    let make: @Sendable () -> any Table
    let input: [UInt8]

    init(_ name: String, _ input: some Sequence<UInt8>, _ make: @escaping @Sendable () -> any Table) {
        description = name
        self.make = make
        self.input = Array(input)
    }

    var readers: ReaderSuite<AnyTable, SeenRecord> { ReaderSuite({ AnyTable(table: make()) }, keep: { seen($0) }) }
    var tables: TableSuite { TableSuite(make) }

    /// Bytes in a record.
    static let limit = 1 << 14

    /// Invented people only.
    static let all: [TableCase] = [
        TableCase("csv", "\u{FEFF}id,name\r\nu1,\"An\"\"na\"\r\nu2,Björn\r\n\r\nu3,\"two\nlines\"\nu4,x".utf8) {
            CSVTable(CSVDialect(maxRecord: limit), needs: ["id"])
        },
        TableCase("csv in UTF-16", wide("id,name\nu1,Anna\nu2,B\n")) {
            CSVTable(CSVDialect(encoding: .utf16, maxRecord: limit))
        },
        TableCase("fixed lines", "u1  Anna  \r\nu2  Björn \n\nu3  Zoë   \ru4  x     ".utf8) { FixedTable(people()) },
        TableCase("fixed lines in UTF-16", wide("u1  Anna  \nu2  Bo    \n", bigEndian: true)) {
            FixedTable(people(.utf16))
        },
        TableCase("fixed without line ends", "u1  Anna  u2  Björn u3  Zoë   ".utf8) {
            FixedTable(people(width: 10, hasLineEnds: false))
        },
        TableCase("segments", segmented) { FixedTable(patron) },
        TableCase("json", jsonPeople) { JSONTable(JSONLayout(.text(keys: []), maxRecord: limit), needs: jsonNeeds) },
        TableCase(
            "json at a path",
            "{\"meta\":{\"n\":[1,{\"a\":\"}\"}]},\"data\":{\"x\":null,\"people\":".utf8 + jsonPeople
                + "}, \"end\": 1}\n".utf8
        ) {
            JSONTable(JSONLayout(.text(keys: ["data", "people"]), maxRecord: limit), needs: jsonNeeds)
        },
        TableCase("json lines", jsonLines) { JSONTable(JSONLayout(.lines, maxRecord: limit), needs: jsonNeeds) },
        TableCase("json object", "\n{ \"id\": \"u1\",\n \"name\": {\"first\": \"Anna\"} }\n".utf8) {
            JSONTable(JSONLayout(.text(keys: []), maxRecord: limit), needs: jsonNeeds)
        },
        TableCase(
            "xml",
            """
            <?xml version="1.0"?>
            <x:people xmlns:x="urn:x" n="3"><x:row no="1"><id>u1</id><name><first>Anna</first></name></x:row>
            <x:row
              no="2" ><id>u2</id><name><first>Bj&#246;rn</first></name></x:row><!-- > --><row no="3"><id/></row>
            <row no='4'/></x:people>
            """.utf8
        ) { XMLTable(XMLLayout("row", maxRecord: limit), needs: ["id", "name/first", "@no"]) },
    ]

    static func people(
        _ encoding: TextEncoding = .utf8, width: Int? = nil, hasLineEnds: Bool = true
    ) -> FixedLayout {
        FixedLayout(
            [FixedColumn("id", 1...4), FixedColumn("name", 5...10)], width: width, hasLineEnds: hasLineEnds,
            encoding: encoding, maxRecord: limit)
    }

    /// Person 1-6, then up to two segments of 8: type, line (2-5), city (6-8).
    static let patron = FixedLayout(
        [FixedColumn("id", 1...2), FixedColumn("name", 3...6)],
        segments: FixedSegments(
            name: "address", start: 6, length: 8, most: 2,
            columns: [FixedColumn("line", 2...5), FixedColumn("city", 6...8)], type: 0..<1,
            types: [("home", "1"), ("email", "3")]), maxRecord: limit)

    static let segmented = Array("u1Anna3a@b    1RoadUlm\nu2Bo  1Lane   \nu3Cy  \n".utf8)

    static let jsonNeeds = ["id", "name.first", "emails[type=work].address", "active"]

    static let jsonPeople = Array(
        """
        [ {"id": "u1", "name": {"first": "An\\u006Ea"}, "emails": [{"type": "home", "address": "h"},
            {"type": "work", "address": "w\\"\\ud83d\\ude00"}], "active": true},
          {"id": 7.50, "name": null},
          {"id": "u3", "name": {"first": "Björn"}, "emails": [], "active": false} ]

        """.utf8)

    static let jsonLines = Array(
        "{\"id\":\"u1\",\"name\":{\"first\":\"Anna\"},\"active\":true}\r\n\n{\"id\":\"u2\",\"emails\":[{\"type\":\"work\",\"address\":\"w\"}]}\n{\"id\":\"u3\"}"
            .utf8)
}
