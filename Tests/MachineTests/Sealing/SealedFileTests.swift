import ConformanceKit
import Exchange
import Glibc
import ServerKit
import Testing

@testable import Machine

@Suite struct `A sealed file` {
    private let scratch: Scratch
    private let folder: Folder
    private let key: SealKey

    init() throws {
        scratch = try Scratch()
        folder = try Folder.open(scratch.path)
        key = try SealKey.own(in: folder)
    }

    private static let chunk = SealCipher.chunk

    private func plain(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 8)) }
    }

    @discardableResult
    private func seal(_ bytes: [UInt8], as name: String = "file", pieces: Int = 1 << 20) throws -> ContentDigest {
        let sink = try SealedSink(try folder.create(name), key: key)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try sink.write(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        #expect(sink.count == bytes.count)
        return try sink.finish()
    }

    private func open(_ name: String = "file", _ key: SealKey? = nil) throws -> SealedFile {
        let file = try folder.open(name)
        return try SealedFile(file, name: name, digest: try SealedFile.seal(of: file), key: key ?? self.key)
    }

    private func whole(_ file: SealedFile) throws -> [UInt8] {
        var read: [UInt8] = []
        try file.eachChunk { chunk throws(Fault) in
            read += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return read
    }

    /// What reading all of a file comes to.
    private func code(_ name: String, _ key: SealKey? = nil) throws -> Code? {
        do {
            _ = try whole(try open(name, key))
            return nil
        } catch let fault as Fault {
            #expect(!fault.remedy.isEmpty && fault.message.contains(name))
            return fault.code
        }
    }

    @Test(arguments: [0, 1, 15, 16, chunk - 1, chunk, chunk + 1, 2 * chunk, 5 * chunk + 777], [1000, 1 << 20])
    func `gives back what was sealed, whatever its size and the pieces it came in`(size: Int, pieces: Int) throws {
        let bytes = plain(size)
        let digest = try seal(bytes, pieces: pieces)
        #expect(try SealedFile.seal(of: folder.open("file")) == digest)
        let file = try open()
        #expect(file.size == size)
        #expect(try whole(file) == bytes)
        #expect(try folder.look("file")?.mode == 0o600)
    }

    @Test func `shows nothing of what is in it, and never the same twice`() throws {
        let bytes = Array(repeatElement(Array("900123456;Doe;Jane\n".utf8), count: 9000).joined())
        for name in ["a", "b"] { try seal(bytes, as: name) }
        let (a, b) = (try #require(scratch.bytes("a")), try #require(scratch.bytes("b")))
        #expect(a.count == b.count && a != b)
        #expect(zip(a.dropFirst(48), b.dropFirst(48)).count { $0 == $1 } < a.count / 100)
        #expect(!String(decoding: a, as: UTF8.self).contains("Doe"))
    }

    @Test func `can be read anywhere, and opens no chunk twice for a reader who goes on`() throws {
        let bytes = plain(4 * SealCipher.chunk + 100)
        try seal(bytes)
        let file = try open()
        let before = file.opened
        var offset = 0
        var buffer = [UInt8](repeating: 0, count: 999)
        while offset < bytes.count {
            let got = try buffer.withUnsafeMutableBytes { try file.read(into: $0, at: offset) }
            #expect(Array(buffer[..<got]) == Array(bytes[offset..<offset + got]))
            // A step back, as a reader does who looks for the start of a line.
            offset += got - (offset + got < bytes.count ? 100 : 0)
        }
        #expect(file.opened - before == 5)
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<40 {
            let place = Int.random(in: 0...bytes.count + 10, using: &numbers)
            var part = [UInt8](repeating: 0, count: Int.random(in: 0...200_000, using: &numbers))
            let got = try part.withUnsafeMutableBytes { try file.read(into: $0, at: place) }
            let expected = place < bytes.count ? Array(bytes[place..<min(place + part.count, bytes.count)]) : []
            #expect(Array(part[..<got]) == expected, "at \(place)")
        }
    }

    @Test func `whose reader stops early opens no more`() throws {
        try seal(plain(4 * SealCipher.chunk))
        let file = try open()
        let before = file.opened
        try file.eachChunk { _ throws(Fault) in .enough }
        #expect(file.opened == before + 1)
    }

    @Test func `with one byte changed, any, is not believed`() throws {
        try seal(plain(300))
        let sealed = try #require(scratch.bytes("file"))
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1 << UInt8(place % 8)
            try scratch.write("changed", changed)
            let found = try code("changed")
            let expected: [Code] =
                switch place {
                case 7: [.sealNewer]
                case 8..<16: [.sealOther]
                default: [.sealDamaged]
                }
            #expect(found.map(expected.contains) == true, "byte \(place): \(found?.name ?? "read")")
        }
    }

    @Test func `cut off at any byte is not believed`() throws {
        try seal(plain(300))
        let sealed = try #require(scratch.bytes("file"))
        for length in 0..<sealed.count {
            try scratch.write("cut", Array(sealed[..<length]))
            #expect(try code("cut") == .sealDamaged, "\(length) bytes")
        }
    }

    @Test func `of several chunks notices when one is missing, doubled, swapped or from elsewhere`() throws {
        let size = SealCipher.chunk + SealCipher.tag
        try seal(plain(3 * SealCipher.chunk + 500), as: "file")
        try seal(plain(3 * SealCipher.chunk + 500), as: "other")
        let sealed = try #require(scratch.bytes("file"))
        let other = try #require(scratch.bytes("other"))
        let head = Array(sealed[..<48])
        let parts = (0..<3).map { Array(sealed[(48 + $0 * size)..<(48 + ($0 + 1) * size)]) }
        let last = Array(sealed[(48 + 3 * size)...])
        let broken: [[[UInt8]]] = [
            [head, parts[0], parts[1], parts[2]], [head, parts[0], parts[1]], [head, parts[0]],
            [head, parts[0], parts[1], last], [head, parts[1], parts[0], parts[2], last],
            [head, parts[0], parts[1], parts[2], parts[2], last], [head, parts[0], parts[1], parts[2], last, last],
            [head, Array(other[48..<48 + size]), parts[1], parts[2], last], [Array(other[..<48])] + parts + [last],
            [head, last],
        ]
        for (number, pieces) in broken.enumerated() {
            try scratch.write("broken", Array(pieces.joined()))
            #expect(try code("broken") == .sealDamaged, "\(number)")
        }
        try scratch.write("broken", Array(([head] + parts + [last]).joined()))
        #expect(try code("broken") == nil)
    }

    @Test func `opens with its own key only`() throws {
        try seal(plain(300))
        try scratch.write("elsewhere/none", "")
        let other = try SealKey.own(in: try Folder.open(scratch.at("elsewhere")))
        #expect(try code("file", other) == .sealOther)
    }

    @Test func `is written and read at the disk's speed`() throws {
        let bytes = [UInt8](repeating: 7, count: 64 << 20)
        let clock = ContinuousClock()
        let writing = try clock.measure { try seal(bytes) }
        let file = try open()
        var read = 0
        let reading = try clock.measure {
            try file.eachChunk { chunk throws(Fault) in
                read += chunk.byteCount
                return .more
            }
        }
        print("64 MiB sealed in \(writing), read in \(reading)")
        #expect(read == bytes.count)
        // A debug build on a busy machine; what matters is that nothing is done byte by byte.
        #expect(reading < .seconds(2))
    }
}
