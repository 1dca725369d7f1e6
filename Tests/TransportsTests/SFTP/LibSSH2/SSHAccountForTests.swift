import Exchange
import Machine
import ServerKit

@testable import Transports

extension SSHAccount {
    /// An account on a test's server, its host keys pinned.
    static func of(
        _ server: SSHServer, _ credentials: [SSHCredential]? = nil, host: String? = nil, user: String? = nil,
        hostKeys: HostKeyRule? = nil, addresses: AddressRule? = nil, legacy: LegacyAlgorithms? = nil,
        connect: Int = 20_000
    ) throws -> SSHAccount {
        let key = SSHCredential.key(.file(try SSHKeys.client().path), passphrase: nil, certificate: nil)
        return at(
            server.port, host: host ?? server.host, user: user ?? server.user, credentials ?? [key],
            hostKeys: hostKeys ?? .pins(server.hostKeys.map(\.fingerprint)), addresses: addresses, legacy: legacy,
            connect: connect)
    }

    /// An account on whatever listens there.
    static func at(
        _ port: Int, host: String = "127.0.0.1", user: String = "somebody", _ credentials: [SSHCredential] = [],
        hostKeys: HostKeyRule = .trusted, addresses: AddressRule? = nil, legacy: LegacyAlgorithms? = nil,
        connect: Int = 20_000
    ) -> SSHAccount {
        SSHAccount(
            name: "campus", host: host, port: port, user: user, credentials: credentials, hostKeys: hostKeys,
            channel: .libssh2, jump: nil, addresses: addresses, legacy: legacy,
            timeouts: Timeouts(
                connectMilliseconds: connect, idleMilliseconds: 20_000, progressBytes: 1, progressMilliseconds: 60_000))
    }
}

extension ByteChannel {
    /// Greets as an SFTP client does; the server's answer. Waits ten seconds at most.
    func sftpVersion() throws -> [UInt8] {
        let greeting: [UInt8] = [0, 0, 0, 5, 1, 0, 0, 0, 3]
        var answer: [UInt8] = []
        guard try greeting.withUnsafeBytes({ try write($0) }) == greeting.count else { return [] }
        let deadline = WallClock.steady() + 10
        var buffer = [UInt8](repeating: 0, count: 4096)
        while answer.count < 9, WallClock.steady() < deadline {
            let got = try buffer.withUnsafeMutableBytes { try read(into: $0) }
            answer += buffer[..<got]
            if got == 0 { _ = try wait(toWrite: false, milliseconds: 100) }
        }
        return Array(answer.dropFirst(4).prefix(5))
    }

    func fact(_ name: String) -> String { facts.first { $0.name == name }?.value ?? "" }
}

extension Visit {
    static func now(_ abort: Abort = .never) -> Visit {
        Visit(abort: abort, now: WallClock.now, sleep: WallClock.sleep)
    }
}
