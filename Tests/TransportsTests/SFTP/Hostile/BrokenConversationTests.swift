import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Over real SSH, where only the first conversation breaks off: rows 8 and 9 of the catalogue of failures.
@Suite struct `SFTP whose conversation breaks off` {
    private let content = (0..<4_000_000).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 7)) }

    private func session(_ peer: MisbehavingServer) throws -> any Session {
        let mark = Mark(file: "connections.yaml", line: 1, column: 1)
        let values = [
            ("host", "127.0.0.1"), ("port", String(peer.port)), ("user", peer.user), ("channel", "libssh2"),
            ("key", "file:\(try SSHKeys.client(.ed25519).path)"),
        ]
        var pairs = values.map { Node.Pair(key: $0, keyMark: mark, value: .scalar($1, quoted: true, mark)) }
        let pins = peer.server.hostKeys.map { Node.scalar($0.fingerprint, quoted: true, mark) }
        pairs.append(Node.Pair(key: "host_keys", keyMark: mark, value: .list(pins, mark)))
        let settings = Settings(
            .map(pairs, mark), declared: SFTPTransport.settings, path: "connections.campus", root: "/")
        return try SFTPTransport(settings).connect(.bare())
    }

    @Test(arguments: ["drop 8", "drop 12", "drop 20"] as [Quirk])
    func `row 8: within a file that is sent, has it whole under its own name in the end`(quirk: Quirk) throws {
        let peer = try MisbehavingServer("only 1", quirk)
        let session = try session(peer)
        let fates = try session.store([StoreItem(GivenFile("given", content), as: ".x-part")])
        #expect(try fates[0].get() == content.count)
        #expect(peer.served.all == [".x-part"] && peer.served.bytes(".x-part") == content)
        #expect(peer.server.logins == 2)
    }

    @Test(arguments: ["drop 8", "drop-bytes 700000", "drop-bytes 3900000"] as [Quirk])
    func `row 8: within a file that is fetched, has it byte for byte in the end`(quirk: Quirk) throws {
        let peer = try MisbehavingServer("only 1", quirk)
        try peer.served.write("f", content)
        let sink = MemorySink()
        #expect(try session(peer).fetch([FetchItem("f", into: sink)])[0].get() == content.count)
        #expect(sink.bytes == content && peer.server.logins == 2)
    }

    @Test(arguments: ["close", "fsync", "fstat", "write"])
    func `row 9: before the answer to a file that is there already, has it once and whole`(verb: String) throws {
        let peer = try MisbehavingServer("only 1", Quirk("vanish \(verb)"))
        let session = try session(peer)
        let fates = try session.store([StoreItem(GivenFile("given", content), as: ".x-part")])
        #expect(try fates[0].get() == content.count)
        #expect(peer.served.all == [".x-part"] && peer.served.bytes(".x-part") == content)
    }

    /// The intent is recorded before; what stands at both ends is the evidence.
    @Test func `row 9: before the answer to a rename, says that nothing is left to rename, and it is there once`()
        throws
    {
        let peer = try MisbehavingServer("only 1", "vanish rename")
        let session = try session(peer)
        _ = try session.store([StoreItem(GivenFile("given", content), as: ".x-part")])[0].get()
        guard case .failure(let fault) = try session.rename([RenameItem(from: ".x-part", to: "f")], replacing: false)[0]
        else {
            Issue.record("it was renamed twice")
            return
        }
        #expect(fault.code == .placeMissing && peer.served.all == ["f"] && peer.served.bytes("f") == content)
    }
}
