import ConformanceKit
import Exchange
import Formats
import Testing

/// What every table promises, over every syntax.
@Suite struct TablePromiseTests {
    @Test("Rows are the same whatever the chunks", arguments: TableCase.all)
    func chunking(_ table: TableCase) {
        let whole = table.readers.read(table.input, by: 1 << 20)
        #expect(whole.fault == nil)
        #expect(!whole.records.isEmpty)
        #expect(whole.records.allSatisfy { $0.problem == nil })
        #expect(table.readers.chunking(table.input) == [])
        #expect(table.readers.order(table.input) == [])
    }

    @Test("Cut anywhere, reading ends, and a fault says where", arguments: TableCase.all)
    func truncation(_ table: TableCase) { #expect(table.readers.truncation(table.input) == []) }

    @Test("A row's bytes are those of the source from its position on", arguments: TableCase.all)
    func bytes(_ table: TableCase) { #expect(table.tables.bytes(table.input) == []) }

    @Test("The rejects file is read by the same table", arguments: TableCase.all)
    func rejects(_ table: TableCase) {
        #expect(table.tables.rejects(table.input) { $0 != 1 } == [])
        #expect(table.tables.rejects(table.input) { _ in true } == [])
    }

    @Test("Damaged bytes stop nothing", arguments: TableCase.all)
    func mutations(_ table: TableCase) { #expect(table.tables.mutations(table.input, seeds: 0..<100) == []) }

    @Test("An endless record is refused at its limit", arguments: TableCase.all)
    func endless(_ table: TableCase) {
        let isCut = table.description == "fixed without line ends"
        if table.description == "xml" {
            let input = Array("<r><row><id>".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 3 * TableCase.limit)
            return #expect(table.tables.read(input, by: 1000).fault?.code == .xmlRecordLong)
        }
        let opening = table.description.hasPrefix("json") && table.description != "json lines" ? "[{\"a\":\"" : "\""
        let path = table.description == "json at a path" ? "{\"data\":{\"people\":" : ""
        let wideOpening = table.description.contains("UTF-16") ? [0xFF, 0xFE] : Array("\(path)\(opening)".utf8)
        let input = wideOpening + [UInt8](repeating: UInt8(ascii: "x"), count: 3 * TableCase.limit)
        let fault = table.tables.read(input, by: 1000).fault
        #expect(isCut ? fault == nil : fault?.code.name.hasSuffix("record.long") == true)
    }
}
