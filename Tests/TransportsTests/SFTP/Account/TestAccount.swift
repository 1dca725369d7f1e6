import Exchange

@testable import Transports

/// An account on a server that is never reached.
enum TestAccount {
    static func account(
        hostKeys: HostKeyRule = .trusted, port: Int = 22, credentials: [SSHCredential] = [],
        channel: ChannelWish = .auto, jump: String? = nil, legacy: LegacyAlgorithms? = nil
    ) -> SSHAccount {
        SSHAccount(
            name: "campus", host: "sftp.example.edu", port: port, user: "library", credentials: credentials,
            hostKeys: hostKeys, channel: channel, jump: jump, addresses: nil, legacy: legacy,
            timeouts: SSHAccount.Timeouts(
                connectMilliseconds: 1000, idleMilliseconds: 1000, progressBytes: 1, progressMilliseconds: 1000))
    }
}

/// A place's memory that lasts as long as a test.
final class KeptMemory: PlaceMemory {
    private(set) var values: [String: String] = [:]

    func recall(_ key: String) throws(Fault) -> String? { values[key] }
    func keep(_ key: String, _ value: String?) throws(Fault) { values[key] = value }

    /// On 2026-11-21.
    func visit(at seconds: Int = 1_795_267_800) -> Visit {
        Visit(memory: self, now: { Moment(seconds: seconds) }, sleep: { _ in })
    }
}
