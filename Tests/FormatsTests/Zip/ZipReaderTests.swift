import ConformanceKit
import Exchange
import Formats
import Foundation
import Testing

@Suite struct ZipReaderTests {
    /// A zip that Python makes of `program`, which finds `z` open.
    private func python(_ program: String) throws -> [UInt8] {
        try withFolder { folder in
            let text =
                "import zipfile, stat\nz = zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED)\n\(program)\nz.close()"
            #expect(try run("/usr/bin/env", ["python3", "-c", text], in: folder) == 0)
            return Array(try Data(contentsOf: folder.appendingPathComponent("a.zip")))
        }
    }

    private func fault(_ bytes: [UInt8], bounds: ZipBounds = .standard) -> Fault? {
        do throws(Fault) {
            _ = try foreign(bytes, bounds: bounds)
            return nil
        } catch {
            return error
        }
    }

    @Test("Files and folders of another program's zip are read")
    func reads() throws {
        let bytes = try python(
            "z.writestr('d/', '')\nz.writestr('d/Bücher.csv', 'a,b\\n' * 50000)\nz.writestr('e', 'x', 0)")
        let found = try foreign(bytes)
        #expect(found.map(\.listing.name) == ["d/", "d/Bücher.csv", "e"])
        #expect(found.map(\.listing.kind) == [.folder, .file, .file])
        #expect(found.map(\.listing.size) == [0, 200_000, 1])
        #expect(found[1].bytes == Array(String(repeating: "a,b\n", count: 50_000).utf8))
    }

    @Test("Our own zips are read too")
    func own() throws {
        let found = try foreign(zip([("a", sample(200_000)), ("b", [])]))
        #expect(found.map(\.bytes) == [sample(200_000), []])
    }

    @Test(
        "Names that lead elsewhere are refused", arguments: ["../a", "/etc/passwd", "a/../../b", "..\\\\b", "a\\x01b"])
    func names(_ name: String) throws {
        let bytes = try python("z.writestr('\(name)', 'x')")
        #expect(fault(bytes)?.code == .zipName)
    }

    @Test("Links are refused")
    func links() throws {
        let bytes = try python(
            "i = zipfile.ZipInfo('link')\ni.create_system = 3\ni.external_attr = (stat.S_IFLNK | 0o777) << 16\n"
                + "z.writestr(i, '/etc/passwd')")
        #expect(fault(bytes)?.code == .zipKind)
    }

    @Test("Encrypted entries are refused by name")
    func encrypted() throws {
        var bytes = try python("z.writestr('secret.csv', 'abc')")
        // General purpose bit 0 in the local header and in the directory.
        bytes[6] |= 1
        let central = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        bytes[central + 8] |= 1
        let found = fault(bytes)
        #expect(found?.code == .zipEncrypted)
        #expect(found?.message.contains("secret.csv") == true)
    }

    @Test("Bombs are refused: too well packed, too many entries, too many bytes")
    func bombs() throws {
        let dense = try python("z.writestr('zeros', bytes(20_000_000))")
        #expect(fault(dense)?.code == .zipBomb)
        let many = try zip([("a", []), ("b", []), ("c", [])])
        #expect(fault(many, bounds: ZipBounds(entries: 2))?.code == .zipBomb)
        #expect(fault(try zip([("a", sample(5000))]), bounds: ZipBounds(bytes: 4000))?.code == .zipBomb)
    }

    @Test("Damage is a fault and never a crash", arguments: 0..<150 as Range<UInt64>)
    func mutated(_ seed: UInt64) throws {
        var numbers = SeededNumbers(seed: seed)
        let bytes = Mutation.of(try zip([("a.csv", sample(2000)), ("b", sample(50))]), &numbers)
        let found = fault(bytes)
        #expect(found == nil || found?.remedy.isEmpty == false)
    }

    @Test("A cut zip is damaged", arguments: [0, 1, 40, 300])
    func truncated(_ length: Int) throws {
        #expect(fault(Array(try zip([("a.csv", sample(2000))]).prefix(length)))?.code == .zipDamaged)
    }

    @Test("A source's own fault comes through")
    func sourceFault() {
        final class Broken: ByteSource {
            var size: Int { 1000 }
            func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
                throw Fault(.zipLarge, .stop, "the disk is gone")
            }
        }
        do throws(Fault) {
            let reader = try ZipReader(Broken())
            _ = try reader.next()
            Issue.record("it was read")
        } catch {
            #expect(error.message == "the disk is gone")
        }
    }
}
