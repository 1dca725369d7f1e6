import ConformanceKit
import Exchange
import ServerKit

@testable import Transports

/// A conversation with the misbehaving server, without ssh.
final class QuirkSession {
    let pipe: MisbehavingPipe
    let session: SFTPSession

    init(_ quirks: Quirk...) throws {
        pipe = try MisbehavingPipe(quirks)
        session = try SFTPSession(
            DescriptorChannel(pipe), address: "server", folder: "",
            timeouts: SSHAccount.Timeouts(
                connectMilliseconds: 5000, idleMilliseconds: 5000, progressBytes: 1, progressMilliseconds: 60_000),
            .bare())
    }

    var served: ServedFiles { pipe.served }

    /// The fault of a store, or nil.
    func store(_ name: String, _ bytes: [UInt8]) throws -> Fault? {
        if case .failure(let fault) = try session.store([StoreItem(GivenFile("given", bytes), as: name)])[0] {
            return fault
        }
        return nil
    }

    func rename(_ from: String, _ to: String) throws -> Fault? {
        if case .failure(let fault) = try session.rename([RenameItem(from: from, to: to)], replacing: false)[0] {
            return fault
        }
        return nil
    }

    func fetch(_ name: String) throws -> Result<[UInt8], Fault> {
        let sink = MemorySink()
        return try session.fetch([FetchItem(name, into: sink)])[0].map { _ in sink.bytes }
    }
}
