import Exchange
import ServerKit
import Testing

@testable import Transports

@Suite struct `Presets of services` {
    private let mft = SFTPPreset.named("ex-libris-mft")
    private let place = MemoryPlace()

    private static let mark = Mark(file: "connections.yaml", line: 1, column: 1)

    private func transport(_ values: [String: String]) throws -> SFTPTransport {
        let all = ["host": "mft.example.com", "user": "library", "password": "credential:x"].merging(values) { $1 }
        let pairs = all.sorted { $0.key < $1.key }.map {
            Node.Pair(key: $0.key, keyMark: Self.mark, value: .scalar($0.value, quoted: false, Self.mark))
        }
        return try SFTPTransport(
            Settings(.map(pairs, Self.mark), declared: SFTPTransport.settings, path: "connections.alma"))
    }

    @Test func `bring their port, unless the connection says another`() throws {
        #expect(try transport(["preset": "ex-libris-mft"]).account.port == 10022)
        #expect(try transport(["preset": "summon"]).account.port == 2022)
        #expect(try transport(["preset": "ex-libris-mft", "port": "22"]).account.port == 22)
        #expect(try transport([:]).account.port == 22)
    }

    @Test func `doubt another port, another kind of key, and a folder that is neither production nor sandbox`() throws {
        let whole = try transport(["preset": "ex-libris-mft", "path": "/library/production"])
        #expect(whole.doubts().isEmpty)
        let odd = try transport(["preset": "ex-libris-mft", "path": "/library", "port": "22"])
        #expect(odd.doubts().map(\.key) == ["connections.alma.port", "connections.alma.path"])
        let keys = try KeyGenerator()
        try keys.key("k")
        let key = "file:\(keys.scratch.at("k"))"
        let other = try transport(["preset": "ex-libris-mft", "path": "sandbox", "key": key])
        #expect(other.doubts().map(\.key) == ["connections.alma.key"])
        #expect(other.doubts()[0].message.contains("RSA") && other.doubts()[0].message.contains("Ed25519"))
    }

    @Test func `object to names with blanks where the service does`() throws {
        let strict = try transport(["preset": "ex-libris-mft"])
        #expect(strict.objection(toPath: "sis users/x.zip")?.contains("write '_' instead") == true)
        #expect(strict.objection(toPath: "x\u{A0}y.zip") != nil)
        #expect(strict.objection(toPath: "sis/users_1.zip") == nil)
        #expect(try transport([:]).objection(toPath: "sis users") == nil)
        #expect(try transport(["preset": "summon"]).objection(toPath: "sis users") == nil)
    }

    @Test func `send nothing of what is too large or badly named, and all of the rest`() throws {
        let session = try session()
        let items = ["good.zip", "bad name.zip", "huge.zip", "better.zip"].map { name in
            StoreItem(SizedFile(name, size: name == "huge.zip" ? 4_000_000_001 : 3), as: name)
        }
        let codes = try session.store(items).map { fate in
            if case .failure(let fault) = fate { fault.code.name } else { "stored" }
        }
        #expect(codes == ["stored", "place.path.refused", "place.toolarge", "stored"])
        #expect(try session.stat(items.map(\.path)).map { try $0.get()?.size } == [3, nil, nil, 3])
        let renames = try session.rename(
            [RenameItem(from: "good.zip", to: "a b"), RenameItem(from: "good.zip", to: "c")], replacing: false)
        #expect(throws: Fault.self) { try renames[0].get() }
        #expect(throws: Never.self) { try renames[1].get() }
    }

    @Test func `tell of files that the service will remove soon, read or not`() throws {
        // In memory, the first file is of second 1, the next of second 2.
        place.put("old.zip", [1])
        place.put("new.zip", [1])
        let session = try session(at: 25 * 86_400 + 2)
        #expect(session.remarks.isEmpty)
        try session.list("") { _ in .more }
        #expect(session.remarks.count == 1 && session.remarks[0].hasPrefix("1 file lies there for more than 25 days"))
    }

    private func session(at now: Int = 0) throws -> PresetSession {
        PresetSession(
            try MemoryTransport(place).connect(.bare()), try #require(mft), now: Moment(seconds: now))
    }
}

/// A file of which only the size matters.
private struct SizedFile: StagedFile {
    let name: String
    let size: Int

    init(_ name: String, size: Int) {
        self.name = name
        self.size = size
    }

    var digest: ContentDigest { ContentDigest(bytes: [UInt8](repeating: 0, count: 32)) }

    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        let bytes = [UInt8](repeating: 1, count: min(size, 3))
        _ = try body(bytes.span.bytes)
    }
}
