import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `The libssh2 channel opens` {
    private static let version: [UInt8] = [2, 0, 0, 0, 3]

    private func refusal(_ account: SSHAccount, _ visit: Visit = .now()) -> Fault? {
        #expect(throws: Fault.self) { try LibSSH2Channel.open(account, visit) }
    }

    @Test func `to a modern server, and says what was agreed on`() throws {
        let server = try SSHServer()
        let channel = try LibSSH2Channel.open(.of(server), .now())
        #expect(try channel.sftpVersion() == Self.version)
        #expect(channel.fact("channel").hasPrefix("libssh2 1."))
        #expect(channel.fact("server").hasPrefix("SSH-2.0-OpenSSH_"))
        #expect(channel.fact("host key") == "ssh-ed25519 \(server.hostKeys[0].fingerprint)")
        #expect(channel.fact("key exchange").hasPrefix("curve25519-sha256"))
        #expect(channel.fact("cipher").hasPrefix("aes"))
        #expect(channel.fact("address") == "127.0.0.1" && channel.remarks.isEmpty)
        #expect(channel.fact("login").contains("Ed25519"))
        channel.close()
        channel.close()
        #expect(server.waitForLog("Received disconnect from"))
        #expect(throws: Fault.self) { try channel.sftpVersion() }
    }

    @Test func `over IPv6`() throws {
        let server = try SSHServer(SSHVariant.with { $0.listensOnIPv6 = true })
        let channel = try LibSSH2Channel.open(.of(server, host: "::1"), .now())
        #expect(try channel.sftpVersion() == Self.version && channel.fact("address") == "::1")
    }

    @Test func `only to a host key somebody trusted, before the account is named`() throws {
        let server = try SSHServer()
        let other = try SSHKeys.stranger().fingerprint
        #expect(try refusal(.of(server, hostKeys: .trusted))?.code == .sftpHostKeyUnknown)
        #expect(try refusal(.of(server, hostKeys: .pins([other])))?.code == .sftpHostKeyChanged)
        #expect(server.logins == 0 && !server.log.contains { $0.contains("authenticating user") })
    }

    @Test func `asking first for the type of key that is known`() throws {
        let server = try SSHServer()
        let scratch = try Scratch()
        let ecdsa = try #require(server.hostKeys.first { $0.kind == .ecdsa })
        try scratch.write("known_hosts", "[127.0.0.1]:\(server.port) \(ecdsa.publicLine)\n")
        let channel = try LibSSH2Channel.open(
            .of(server, hostKeys: .knownHosts(path: scratch.at("known_hosts"))), .now())
        #expect(channel.fact("host key") == "ecdsa-sha2-nistp256 \(ecdsa.fingerprint)")
    }

    @Test(arguments: [
        (SSHVariant.rsaOnly, "rsa-sha2-512", "host keys"), (.etmOnly, "hmac-sha2-256-etm@openssh.com", "integrity"),
        (.gcmOnly, "aes128-gcm@openssh.com", "encryption"),
    ])
    func `to no server that has nothing in common with it, and says what that one offers`(
        variant: SSHVariant, offered: String, words: String
    ) throws {
        guard try !LibSSH2Library.load().isModern else { return }
        let server = try SSHServer(variant)
        let fault = try refusal(.of(server))
        #expect(fault?.code == .sftpAlgorithms)
        #expect(fault?.context["offered"]?.split(separator: ",").contains(Substring(offered)) == true)
        #expect(fault?.message.contains(words) == true && fault?.remedy.contains("channel: openssh") == true)
    }

    @Test func `with weak algorithms where they are named, and says so`() throws {
        let server = try SSHServer(.legacy)
        let weak = ["ssh-rsa", "diffie-hellman-group14-sha1", "hmac-sha1"]
        let until = try #require(CivilDate(year: 2099, month: 1, day: 1))
        let legacy = LegacyAlgorithms(names: weak, until: until, reason: "asked for an update")
        #expect(try refusal(.of(server))?.code == .sftpAlgorithms)
        let key = try SSHCredential.key(.file(SSHKeys.client(.rsa, .pem).path), passphrase: nil, certificate: nil)
        let channel = try LibSSH2Channel.open(.of(server, [key], legacy: legacy), .now())
        #expect(channel.fact("mac") == "hmac-sha1")
        #expect(channel.remarks.count == 1 && channel.remarks[0].contains("until 2099-01-01"))
        #expect(channel.remarks[0].contains("In use: ssh-rsa, diffie-hellman-group14-sha1, hmac-sha1"))
    }

    @Test func `with no weak algorithm after its last day, and does not even dial`() throws {
        let server = try SSHServer(.legacy)
        let until = try #require(CivilDate(year: 2026, month: 11, day: 21))
        let legacy = LegacyAlgorithms(names: ["ssh-rsa"], until: until, reason: "old")
        // 2026-11-22T00:00:00Z
        let visit = Visit(now: { Moment(seconds: 1_795_305_600) }, sleep: { _ in })
        let fault = try refusal(.of(server, legacy: legacy), visit)
        #expect(fault?.code == .sftpLegacyExpired && server.connections == 0)
        let lastDay = Visit(now: { Moment(seconds: 1_795_305_599) }, sleep: { _ in })
        #expect(try refusal(.of(server, legacy: legacy), lastDay)?.code == .sftpAlgorithms)
    }

    @Test func `not for ever: a server that says nothing costs the time to connect`() throws {
        let listener = try Listener()
        let start = WallClock.steady()
        let fault = refusal(.at(listener.port, connect: 400))
        #expect(fault?.code == .placeStalled && fault?.disposition == .retry(after: 60))
        #expect((0.35..<3).contains(WallClock.steady() - start))
    }

    @Test func `not to a server of another kind, whose words are told without their control characters`() throws {
        let server = try TalkingServer(#"c.sendall(b"220 ProFTPD\x1b[31m ready\r\n"); time.sleep(60)"#)
        let fault = refusal(.at(server.port, connect: 400))
        #expect(fault?.code == .placeStalled && fault?.message.contains("220 ProFTPD [31m ready") == true)
    }

    @Test func `not to a server that never stops talking`() throws {
        let server = try TalkingServer(#"[c.sendall(b"x" * 100 + b"\n") for _ in range(10**7)]"#)
        #expect(refusal(.at(server.port))?.code == .placeProtocol)
    }

    @Test(arguments: [
        #"c.close()"#, #"c.sendall(b"SSH-2.0-x\r\n"); c.close()"#,
        #"c.sendall(b"SSH-2.0-x\r\n\x00\x00\x01"); time.sleep(0.2); c.close()"#,
    ])
    func `not to a server that hangs up`(lines: String) throws {
        let server = try TalkingServer(lines)
        let fault = refusal(.at(server.port))
        #expect(fault?.code == .placeLost && fault?.disposition == .retry(after: 30))
    }

    @Test(arguments: [
        #"c.sendall(b"SSH-2.0-x\r\n" + b"\xff" * 5000); time.sleep(60)"#,
        #"c.sendall(b"SSH-2.0-x\r\n" + os.urandom(60000)); time.sleep(60)"#,
        #"c.sendall(b"SSH-2.0-x\r\n" + b"\x00\x00\x00\x0c\x0a\x14" + bytes(10) + bytes(4000)); time.sleep(60)"#,
    ])
    func `not to a server that talks nonsense`(lines: String) throws {
        let server = try TalkingServer(lines)
        let fault = refusal(.at(server.port, connect: 2000))
        #expect(fault.map { [Code.placeProtocol, .placeStalled].contains($0.code) } == true)
    }

    @Test func `not when somebody asks to stop`() throws {
        let listener = try Listener()
        let start = WallClock.steady()
        let abort = Abort { WallClock.steady() > start + 0.2 }
        #expect(refusal(.at(listener.port), .now(abort))?.code == .placeAborted)
        #expect(WallClock.steady() - start < 2)
    }

    @Test func `not where the account gets no session`() throws {
        let server = try SSHServer(SSHVariant.with { $0.lines = ["MaxSessions 0"] })
        #expect(try refusal(.of(server))?.code == .sftpSubsystem)
    }

    @Test func `not to an address that is not allowed`() throws {
        let server = try SSHServer()
        #expect(try refusal(.of(server, addresses: AddressRule(["10.0.0.0/8"])))?.code == .placeAddress)
        #expect(server.connections == 0)
    }

    @Test func `not where the library is missing, and says what to do`() {
        let fault = #expect(throws: Fault.self) { try LibSSH2Library.load("libssh2-is-not-here.so.1") }
        #expect(fault?.code == .sftpLibrary && fault?.remedy.contains("channel: openssh") == true)
    }

    @Test func `200 times without keeping a descriptor or memory`() throws {
        let server = try SSHServer()
        let account = try SSHAccount.of(server)
        func open() throws {
            let channel = try LibSSH2Channel.open(account, .now())
            #expect(try channel.sftpVersion() == Self.version)
        }
        for _ in 0..<20 { try open() }
        // Other suites may run beside this one and take memory as well; what leaks here grows in every round.
        var growths: [Int] = []
        for _ in 0..<12 where !growths.contains(where: { $0 < 4 << 10 }) {
            let before = ProcessFigures.now.kilobytes
            for _ in 0..<70 { try open() }
            growths.append(ProcessFigures.now.kilobytes - before)
        }
        #expect(ProcessFigures.now.sockets(to: server.port) == 0)
        #expect(growths.contains { $0 < 4 << 10 }, "\(growths) KB")
    }
}
