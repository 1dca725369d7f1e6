import ConformanceKit
import Exchange
import ServerKit
import Testing

@testable import Transports

/// Servers that hang up on many requests at once.
@Suite struct `SFTP at a server that bears few requests at once` {
    private let content = (0..<300_000).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 7)) }

    /// Stores, fetches, renames and removes; the fault that ended it, or nil.
    private func conversation(_ memory: KeptMemory, _ quirk: Quirk) throws -> (fault: Fault?, depth: Int?) {
        let pipe = try MisbehavingPipe(quirk)
        let names = (0..<20).map { "f\($0)" }
        do throws(Fault) {
            let session = try SFTPSession(
                DescriptorChannel(pipe), address: "server", folder: "",
                timeouts: SSHAccount.Timeouts(
                    connectMilliseconds: 5000, idleMilliseconds: 5000, progressBytes: 1, progressMilliseconds: 60_000),
                memory.visit())
            for fate in try session.store(names.map { StoreItem(GivenFile("given", content), as: $0) }) {
                _ = try fate.get()
            }
            let sinks = names.map { _ in MemorySink() }
            for fate in try session.fetch(zip(names, sinks).map { FetchItem($0, into: $1) }) { _ = try fate.get() }
            #expect(sinks.allSatisfy { $0.bytes == content })
            for fate in try session.rename(names.map { RenameItem(from: $0, to: "\($0).new") }, replacing: false) {
                try fate.get()
            }
            var count = 0
            try session.list("") { _ throws(Fault) in
                count += 1
                return .more
            }
            #expect(count == 20)
            session.close()
        } catch { return (error, pipe.depth) }
        return (nil, pipe.depth)
    }

    @Test(arguments: [1, 2, 5, 20]) func `finds out how many, and keeps to it`(most: Int) throws {
        let memory = KeptMemory()
        for _ in 1...6 {
            let said = try conversation(memory, Quirk("depth-dies \(most)"))
            if said.fault == nil { return }
            #expect(said.fault?.code == .placeLost)
        }
        Issue.record("it never got through: \(memory.values)")
    }

    @Test func `keeps to what it remembers, whatever one file asks at once`() throws {
        let memory = KeptMemory()
        try memory.keep("sftp-depth", "1")
        #expect(try conversation(memory, "depth-dies 1").fault == nil)
    }
}
