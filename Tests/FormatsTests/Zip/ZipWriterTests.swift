import Exchange
import Formats
import Foundation
import Testing

@Suite struct ZipWriterTests {
    static let shapes: [(sizes: [Int], limits: ZipLimits)] = [
        ([], .standard), ([0], .standard), ([1], .standard), ([100_000, 0, 700_000], .standard),
        ([5000, 10], ZipLimits(size: 1000, entries: 0xFFFE)), ([10, 20, 30], ZipLimits(size: 50, entries: 2)),
    ]

    private func entries(_ sizes: [Int]) -> [(name: String, bytes: [UInt8])] {
        sizes.enumerated().map { ("folder/Bücher-\($0).xml", sample($1)) }
    }

    @Test("The system's unzip finds nothing wrong, zip64 or not", arguments: [1, 2, 3, 4, 5])
    func unzip(_ shape: Int) throws {
        let (sizes, limits) = ZipWriterTests.shapes[shape]
        let bytes = try zip(entries(sizes), limits: limits)
        try withFolder { folder in
            try Data(bytes).write(to: folder.appendingPathComponent("a.zip"))
            #expect(try run("/usr/bin/unzip", ["-tqq", "a.zip"], in: folder) == 0)
        }
    }

    @Test("Python's zipfile reads the same bytes, names and times", arguments: [1, 2, 3, 4, 5])
    func python(_ shape: Int) throws {
        let (sizes, limits) = ZipWriterTests.shapes[shape]
        let bytes = try zip(entries(sizes), limits: limits)
        let program = """
            import zipfile, sys
            z = zipfile.ZipFile('a.zip')
            assert z.testzip() is None
            assert [i.file_size for i in z.infolist()] == \(sizes)
            assert all(i.filename == 'folder/B\\u00fccher-%d.xml' % n for n, i in enumerate(z.infolist()))
            assert all(i.date_time == (2026, 11, 18, 5, 6, 40) for i in z.infolist()), z.infolist()[0].date_time
            """
        try withFolder { folder in
            try Data(bytes).write(to: folder.appendingPathComponent("a.zip"))
            #expect(try run("/usr/bin/env", ["python3", "-c", program], in: folder) == 0)
        }
    }

    @Test("Our own check reads back what was written, in any chunks", arguments: 0..<6)
    func readsBack(_ shape: Int) throws {
        let (sizes, limits) = ZipWriterTests.shapes[shape]
        let given = entries(sizes)
        let bytes = try zip(given, limits: limits)
        for size in [1, 7, 1000, 1 << 20] {
            let found = try checked(bytes, by: size)
            #expect(found.map(\.entry.name) == given.map(\.name))
            #expect(found.map(\.bytes) == given.map(\.bytes))
            #expect(found.map(\.entry.size) == sizes)
        }
    }

    @Test("Equal calls give equal bytes")
    func deterministic() throws {
        let given = entries([300_000, 5])
        #expect(try zip(given) == zip(given))
    }

    @Test("The zip may start anywhere in its sink")
    func behindOthers() throws {
        let sink = MemorySink()
        try sink.write([1, 2, 3])
        let writer = ZipWriter(sink)
        try writer.open("a", modified: zipTime)
        try writer.write([UInt8](repeating: 65, count: 1000))
        #expect(writer.count == 1000)
        try writer.close()
        try writer.finish()
        #expect(try checked(Array(sink.bytes[3...])).map(\.entry.size) == [1000])
    }

    @Test(
        "Names that lead elsewhere are refused",
        arguments: ["", "/etc/passwd", "../a", "a/../b", "a\\b", "a\u{0}b", "a\nb", "C:/a", "a//b", "./a", ".."])
    func names(_ name: String) {
        #expect(ZipName.objection(name) != nil)
        #expect(throws: Fault.self) { try zip([(name, [])]) }
    }

    @Test("Wrong order is a fault")
    func order() throws {
        let writer = ZipWriter(MemorySink())
        #expect(throws: Fault.self) { try writer.write([1]) }
        #expect(throws: Fault.self) { try writer.close() }
        try writer.open("a", modified: zipTime)
        #expect(throws: Fault.self) { try writer.open("b", modified: zipTime) }
        #expect(throws: Fault.self) { try writer.finish() }
        #expect(throws: Fault.self) { try writer.patch([1], at: 0) }
        try writer.close()
        #expect(throws: Fault.self) { try writer.open("a", modified: zipTime) }
    }
}
