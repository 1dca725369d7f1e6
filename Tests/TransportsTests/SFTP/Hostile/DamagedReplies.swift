import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// A conversation with OpenSSH's own server, said again with damage.
struct DamagedReplies {
    enum Verb: String, CaseIterable, Sendable { case list, stat, fetch, store, rename, remove, space }

    let verb: Verb
    let honest: [[UInt8]]

    static let long = (0..<600_000).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 7)) }
    static let short = Array("the second file\n".utf8)
    private static let folder = "/srv/place-of-the-test"

    init(_ verb: Verb) throws {
        self.verb = verb
        let scratch = try Scratch()
        for name in ["a.bin", "old"] { try scratch.write("place/\(name)", DamagedReplies.long) }
        try scratch.write("place/in/b.csv", DamagedReplies.short)
        for number in 0..<250 { try scratch.write("place/in/\(number)", []) }
        let tap = PacketTap(try PipeChannel("/usr/lib/openssh/sftp-server"))
        try DamagedReplies.act(verb, try DamagedReplies.open(tap, scratch.at("place")))
        honest = tap.packets
    }

    /// Throws what a session may throw; records what none may do.
    func replay(_ pieces: [[UInt8]]) throws(Fault) {
        let channel = ReplayChannel(pieces)
        defer { #expect(channel.idleTurns < 1000, "the client goes on without end") }
        try DamagedReplies.act(verb, try DamagedReplies.open(channel, DamagedReplies.folder))
    }

    private static func open(_ channel: any ByteChannel, _ folder: String) throws(Fault) -> SFTPSession {
        try SFTPSession(
            channel, address: "server", folder: folder,
            timeouts: SSHAccount.Timeouts(
                connectMilliseconds: 5000, idleMilliseconds: 5000, progressBytes: 1, progressMilliseconds: 60_000),
            .bare())
    }

    private static func act(_ verb: Verb, _ session: SFTPSession) throws(Fault) {
        switch verb {
        case .list:
            try session.list("in") { entry throws(Fault) in
                let name = entry.name.utf8
                #expect(
                    !name.isEmpty && !name.contains(0x2F) && !name.contains(0) && ![".", ".."].contains(entry.name))
                return .more
            }
        case .stat: _ = try session.stat(["a.bin", "in/b.csv", "none"])
        case .fetch:
            let sinks = [MemorySink(), MemorySink()]
            let fates = try session.fetch([FetchItem("a.bin", into: sinks[0]), FetchItem("in/b.csv", into: sinks[1])])
            for (fate, (sink, truth)) in zip(fates, zip(sinks, [long, short])) {
                if case .success(let count) = fate { #expect(sink.bytes == truth && count == truth.count) }
                if case .failure(let fault) = fate { throw fault }
            }
        case .store:
            let files = [GivenFile("given", long), GivenFile("given", short)]
            for fate in try session.store([StoreItem(files[0], as: "new"), StoreItem(files[1], as: "in/new")]) {
                _ = try fate.get()
            }
        case .rename:
            let items = [RenameItem(from: "old", to: "in/old"), RenameItem(from: "a.bin", to: "b.bin")]
            for fate in try session.rename(items, replacing: false) { try fate.get() }
        case .remove: for fate in try session.remove(["old", "none"]) { try fate.get() }
        case .space: _ = try session.freeSpace("in")
        }
    }
}
