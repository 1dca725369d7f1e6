import Foundation
import ServerKit
import Testing

/// Two installations of the program, each with its own ledger and receiver, empty one folder at the same time.
@Suite struct `Two installations that empty one folder by SFTP` {
    private static let profile = """
        feed: file-relay
        from:
          {connection: campus, folder: outgoing, files: "*.bin", settle: 0s, at_most: 20, claim: rename, after: move,
           after_folder: done}
        to: {connection: alma, folder: sis, name: "{name}"}

        """

    @Test(arguments: ["libssh2", "openssh"])
    func `share its files, each taken by exactly one`(channel: String) throws {
        let key = try SSHKeys.client()
        let source = FarPlace(try SSHServer(), key: key).with("channel: \(channel)")
        let sites = try (0..<2).map { _ in
            try FarSite(source, FarPlace(try SSHServer(), key: key), profile: Self.profile)
        }
        let names = (0..<80).map { "file-\(100 + $0).bin" }
        for name in names { try sites[0].give(Array(name.utf8), as: name) }
        for round in 0..<8 where !sites[0].waiting.isEmpty {
            let runs = try sites.map { site in
                try KeptProcess(
                    Repository.binary, ["run", "sis-import", "--quiet"], log: site.scratch.at("log-\(round)"),
                    environment: ["EXCHANGE_ROOT": site.scratch.path])
            }
            defer { for run in runs { run.end() } }
            #expect(Patience.wait(seconds: 60) { runs.allSatisfy { !$0.isRunning } }, "round \(round)")
        }
        #expect(sites[0].waiting.isEmpty && sites[0].done == names, "\(sites[0].waiting)")
        let shares = sites.map(\.arrived)
        #expect((shares[0] + shares[1]).sorted() == names, "\(shares.map(\.count))")
        print("\(channel): \(shares.map(\.count)) files")
        for name in names {
            #expect(sites.compactMap { $0.bytes(name) } == [Array(name.utf8)], "\(name)")
        }
    }
}
