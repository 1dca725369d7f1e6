import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct CSVTableTests {
    @Test("The first record names the columns, and rows count from one")
    func header() {
        let outcome = table("\u{FEFF}id,name\nu1,Anna\nu2,Björn\n", needs: ["id"])
        #expect(outcome.records.map(\.cells) == [["u1", "Anna"], ["u2", "Björn"]])
        #expect(outcome.positions.map(\.record) == [1, 2])
        #expect(outcome.positions.map(\.line) == [2, 3])
    }

    @Test("A table of columns only is whole and has no rows", arguments: ["a,b", "a,b\n", "a,b\r\n\r\n"])
    func headerOnly(_ text: String) {
        let outcome = table(text, needs: ["b"])
        #expect(outcome.fault == nil)
        #expect(outcome.records.isEmpty)
    }

    @Test("Columns are found by their exact names")
    func columns() throws {
        let header = try TableHeader(["id", " Name", "", "", "E-Mail"])
        #expect(header["id"] == 0)
        #expect(header[" Name"] == 1)
        #expect(header["Name"] == nil)
        #expect(header[""] == nil)
        #expect(header.nearest("Name") == " Name")
        #expect(header.nearest("email") == "E-Mail")
        #expect(header.nearest("barcode") == nil)
    }

    @Test("Two columns of one name are a fault that says which")
    func doubled() {
        let fault = table("id,name,id\n1,2,3\n").fault
        #expect(fault?.code == .csvHeaderDoubled)
        #expect(fault?.message == "columns 1 and 3 are both called 'id'")
    }

    @Test("A missing column is a fault with the nearest one and all there are")
    func missing() {
        let fault = table("Primary ID,name\n1,2\n", needs: ["primary_id", "name"]).fault
        #expect(fault?.code == .csvColumnMissing)
        #expect(
            fault?.message
                == "the file has no column 'primary_id' (nearest: 'Primary ID'); its columns are: Primary ID, name")
    }

    @Test(
        "A wrong delimiter is a fault that names the right one",
        arguments: [(";", "semicolon"), ("\t", "TAB"), ("|", "bar")])
    func wrongDelimiter(_ delimiter: String, _ name: String) {
        let header = ["id", "name", "x"].joined(separator: delimiter)
        let fault = table("\(header)\n1\n", needs: ["id", "name"]).fault
        #expect(fault?.code == .csvDelimiter)
        #expect(fault?.message.contains(name) == true)
    }

    @Test("A damaged header is a fault that says where")
    func damagedHeader() {
        let fault = table("id,na\"me\n1,2\n").fault
        #expect(fault?.code == .csvHeaderUnreadable)
        #expect(fault?.context == ["line": "1", "byte": "5", "rule": "csv.quote.stray"])
    }

    @Test("Without a header columns are numbers and the first record sets the width")
    func numbered() throws {
        let outcome = table("a,b\nc,d\ne\n", needs: ["2"], CSVDialect(header: .none))
        #expect(outcome.records.map(\.problem) == [nil, nil, "csv.row.ragged"])
        #expect(outcome.positions.map(\.record) == [1, 2, 3])
        #expect(TableHeader(numbered: 3)["3"] == 2)
        #expect(table("a,b\n", needs: ["3"], CSVDialect(header: .none)).fault?.code == .csvColumnMissing)
    }

    @Test("Rejected rows go out byte for byte under their own header")
    func rejects() throws {
        let source = "\u{FEFF}id,\"na\"\"me\"\r\n1,Anna\r\n2\r\n\"3\"x,Björn\n4,\u{0}\r5"
        let sink = MemorySink()
        let table = CSVTable(CSVDialect())
        var writer: (any TableRejects)?
        let take = { (record: borrowing TableRow, _: Position) throws(Fault) -> Demand in
            if writer == nil {
                writer = table.rejects()
                try writer?.begin(sink)
            }
            if !record.isSound { try writer?.write(record, to: sink) }
            return .more
        }
        let input = Array(source.utf8)
        _ = try input.withUnsafeBytes { raw throws(Fault) in try table.read(raw.bytes, report: Report(), take) }
        try table.finish(report: Report(), take)
        #expect(sink.bytes == Array(source.replacingFirst("1,Anna\r\n").utf8))
    }

    @Test("Seeded random tables read the same in any chunks", arguments: 0..<40 as Range<UInt64>)
    func random(_ seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let alphabet = Array("ab,\"\"\r\n\n;é".utf8)
        let input = (0..<120).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)] }
        #expect(tableSuite().chunking(input) == [])
        #expect(rawSuite().truncation(input) == [])
        let outcome = rawSuite().read(input, by: 9)
        let isWhole = outcome.fault == nil && !input.isEmpty
        let raw = outcome.records.flatMap(\.raw).filter { $0 != 0x0A && $0 != 0x0D }
        #expect(!isWhole || raw == input.filter { $0 != 0x0A && $0 != 0x0D })
    }
}

extension String {
    func replacingFirst(_ part: String) -> String {
        var scalars = Array(utf8)
        let wanted = Array(part.utf8)
        for start in scalars.indices where scalars[start...].starts(with: wanted) {
            scalars.removeSubrange(start..<start + wanted.count)
            break
        }
        return String(decoding: scalars, as: UTF8.self)
    }
}
