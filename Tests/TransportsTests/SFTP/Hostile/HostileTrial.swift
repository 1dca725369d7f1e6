import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Verbs at a server that does one thing wrong.
final class HostileTrial {
    private let row: HostileRow
    private let pipe: MisbehavingPipe
    private let session: (any Session)?
    /// Nothing more can be learned from this conversation: it is over, or what it counts has happened.
    private(set) var isSpent = false
    /// What came of connecting: `ok` or a code.
    let connected: String

    private static let long = (0..<100_001).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 7)) }
    private static let short = Array("the second file\n".utf8)
    private static let longest = 8.0

    init(_ row: HostileRow) throws {
        self.row = row
        pipe = try MisbehavingPipe(row.quirks)
        try HostileTrial.furnish(pipe.served)
        let timeouts = SSHAccount.Timeouts(
            connectMilliseconds: 5000, idleMilliseconds: row.idleMilliseconds, progressBytes: 65_536,
            progressMilliseconds: row.idleMilliseconds)
        do throws(Fault) {
            session = try SFTPSession(
                DescriptorChannel(pipe), address: "server", folder: "", timeouts: timeouts, .bare())
            connected = "ok"
        } catch {
            session = nil
            connected = HostileTrial.said(error)
        }
    }

    private static func furnish(_ served: ServedFiles) throws {
        _ = try Folder.make("\(served.folder)/in")
        for name in ["a.bin", "old", "gone"] { try served.write(name, long) }
        try served.write("in/b.csv", short)
        try served.write("empty", [])
    }

    /// The verb's outcome, `ok` or codes; wrong answers are recorded.
    func run(_ verb: HostileRow.Verb) throws -> String {
        guard let session else { return "-" }
        let begun = WallClock.steady()
        let said: String
        do throws(Fault) { said = try act(verb, session) } catch { said = HostileTrial.said(error) }
        #expect(WallClock.steady() - begun < HostileTrial.longest, "\(verb) took too long")
        // Whatever was said and done, these were not to be touched.
        let served = pipe.served
        #expect(served.bytes("a.bin") == HostileTrial.long && served.bytes("in/b.csv") == HostileTrial.short)
        isSpent = row.isCounted || ["lost", "stalled", "protocol"].contains { said.contains($0) }
        if isSpent { session.close() }
        #expect(pipe.troubles == "", "the server itself is broken")
        if row.isHarmless { #expect(said == "ok") }
        return said
    }

    private func act(_ verb: HostileRow.Verb, _ session: any Session) throws(Fault) -> String {
        switch verb {
        case .list: try list(session)
        case .stat: try stat(session)
        case .fetch: try fetch(session)
        case .store: try store(session)
        case .rename: try rename(session)
        case .remove: try remove(session)
        }
    }

    private func list(_ session: any Session) throws(Fault) -> String {
        var names: [String] = []
        try session.list("") { entry throws(Fault) in
            names.append(entry.name)
            return names.count < 20_000 ? .more : .enough
        }
        let bytes = names.map { Array($0.utf8) }
        #expect(
            !bytes.contains { $0.isEmpty || $0.contains(0x2F) || $0.contains(0) || $0 == [0x2E] || $0 == [0x2E, 0x2E] })
        if names.count < 20_000 {
            #expect(Set(names).isSuperset(of: ["a.bin", "empty", "gone", "in", "old"]))
        }
        return "ok"
    }

    private func stat(_ session: any Session) throws(Fault) -> String {
        let fates = try session.stat(["a.bin", "none", "in/b.csv"])
        if case .success(let found) = fates[1], !row.believed.contains(.stat) { #expect(found == nil) }
        if case .success(let found) = fates[0] { #expect(found?.name == "a.bin") }
        return fates.map(HostileTrial.said).merged
    }

    private func fetch(_ session: any Session) throws(Fault) -> String {
        let truth = [HostileTrial.long, [], HostileTrial.short]
        let sinks = truth.map { _ in MemorySink() }
        let fates = try session.fetch(zip(["a.bin", "empty", "in/b.csv"], sinks).map { FetchItem($0, into: $1) })
        for (fate, (sink, truth)) in zip(fates, zip(sinks, truth)) where !row.believed.contains(.fetch) {
            if case .success(let count) = fate { #expect(sink.bytes == truth && count == truth.count) }
        }
        return fates.map(HostileTrial.said).merged
    }

    private func store(_ session: any Session) throws(Fault) -> String {
        let given = [("long.new", HostileTrial.long), ("none.new", []), ("in/short.new", HostileTrial.short)]
        let fates = try session.store(
            given.map { StoreItem(GivenFile("given", $1), as: $0) } + [StoreItem(GivenFile("given", "x"), as: "a.bin")])
        for (fate, (name, bytes)) in zip(fates, given) where !row.believed.contains(.store) {
            if case .success = fate { #expect(pipe.served.bytes(name) == bytes, "\(name) is not what was sent") }
        }
        if case .success = fates[3] { Issue.record("what existed was stored over") }
        return fates[..<3].map(HostileTrial.said).merged
    }

    private func rename(_ session: any Session) throws(Fault) -> String {
        let moves = [RenameItem(from: "old", to: "in/new"), RenameItem(from: "gone", to: "a.bin")]
        let fates = try session.rename(moves, replacing: false)
        if case .success = fates[0], !row.believed.contains(.rename) {
            #expect(pipe.served.bytes("old") == nil && pipe.served.bytes("in/new") == HostileTrial.long)
        }
        if case .success = fates[1] { Issue.record("what existed was replaced, or that was said") }
        return HostileTrial.said(fates[0])
    }

    private func remove(_ session: any Session) throws(Fault) -> String {
        let fates = try session.remove(["gone", "none"])
        if case .success = fates[0], !row.believed.contains(.remove) { #expect(pipe.served.bytes("gone") == nil) }
        return fates.map(HostileTrial.said).merged
    }

    private static func said<Answer>(_ fate: Result<Answer, Fault>) -> String {
        if case .failure(let fault) = fate { said(fault) } else { "ok" }
    }

    private static func said(_ fault: Fault) -> String {
        let texts = [fault.message, fault.remedy] + fault.context.values
        #expect(
            texts.allSatisfy { $0.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 } },
            "a server's control characters are in the message: \(texts)")
        #expect(!fault.message.isEmpty && fault.message.utf8.count < 2000)
        return String(fault.code.name.dropFirst("place.".count))
    }
}

extension [String] {
    /// Each outcome once, in the order they came.
    fileprivate var merged: String {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }.joined(separator: "+")
    }
}
