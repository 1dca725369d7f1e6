import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// The contract of places over real SSH, through connections as a person writes them: one server for all promises, a
/// folder of its own for each.
@Suite struct `SFTP by a channel keeps each promise of the contract` {
    enum Channel: String, CaseIterable { case libssh2, openssh }

    private static func key(_ kind: SSHKey.Kind = .ed25519, _ more: [String: String] = [:]) throws -> [String: String] {
        try more.merging(["key": "file:\(SSHKeys.client(kind).path)"]) { given, _ in given }
    }

    private func check(_ places: ServerPlaces) {
        for promise in PlaceConformance.promises + PlaceConformance.hostilePromises {
            do {
                let (bench, outside) = try places.bench()
                try promise.check(bench)
                #expect(outside.all == ["secret"] && outside.bytes("secret") == Array("secret".utf8), "\(promise)")
            } catch { Issue.record("\(promise): \(error)") }
        }
    }

    @Test(arguments: Channel.allCases) func `at OpenSSH as Debian ships it`(channel: Channel) throws {
        let server = try SSHServer(.modern)
        let places = try ServerPlaces(server, Self.key(.ed25519, ["channel": channel.rawValue]))
        check(places)
        #expect(try places.bench().bench.session.abilities.isSuperset(of: [.replacingRename, .replacesLinks]))
    }

    @Test func `at a server with RSA alone, with a locked RSA key, by the channel that auto chooses`() throws {
        let server = try SSHServer(.rsaOnly)
        let scratch = try Scratch()
        try TextFile.write(scratch.at("passphrase"), SSHKeys.passphrase + "\n", mode: 0o600)
        let key = try SSHKeys.client(.rsa, .pem, locked: true)
        let places = try ServerPlaces(
            server, ["key": "file:\(key.path)", "passphrase": "file:\(scratch.at("passphrase"))"])
        check(places)
        #expect(server.logins > 30)
    }

    @Test func `at a server with the oldest ciphers that are still good, by libssh2`() throws {
        let server = try SSHServer(.ctrOnly)
        check(try ServerPlaces(server, Self.key(.ecdsa, ["channel": "libssh2"])))
    }

    @Test(arguments: Channel.allCases) func `at a server that locks its accounts in`(channel: Channel) throws {
        let server = try SSHServer(.chrooted)
        check(try ServerPlaces(server, home: "/", Self.key(.ed25519, ["channel": channel.rawValue])))
    }

    @Test(arguments: Channel.allCases) func `at ProFTPD`(channel: Channel) throws {
        let server = try ProFTPDServer(hostKeys: [.rsa, .ecdsa])
        let places = try ServerPlaces(server, Self.key(.ecdsa, ["channel": channel.rawValue]))
        check(places)
        // It offers all that OpenSSH does, and its plain rename looks first and renames then.
        #expect(try places.bench().bench.session.abilities.isDisjoint(with: [.exclusiveRename, .replacesLinks]))
    }
}
