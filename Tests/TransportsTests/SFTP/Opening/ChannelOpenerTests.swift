import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `Opening a channel` {
    private let memory = KeptMemory()

    private func opening(
        libssh2: Code? = nil, openssh: Code? = nil, version: String? = "1.10.0", hasSSH: Bool = true
    ) -> SFTPOpening {
        func channel(_ code: Code?) -> SFTPOpening.Channel {
            { (_, _) throws(Fault) in
                if let code { throw Fault(code, .stop, "as the test wants it") }
                return FakeChannel()
            }
        }
        return SFTPOpening(
            libssh2: channel(libssh2), openssh: channel(openssh),
            conversation: { (_, _, _, _, _) throws(Fault) in throw Fault(.placeLost, .stop, "not in this test") },
            libssh2Version: { version.flatMap { LibraryVersion($0) } }, hasSSH: { hasSSH })
    }

    private func words(_ account: SSHAccount, _ opening: SFTPOpening, _ visit: Visit? = nil) throws(Fault) -> String {
        try ChannelOpener(account: account, opening: opening).open(visit ?? memory.visit()).words
    }

    private func code(_ account: SSHAccount, _ opening: SFTPOpening, _ visit: Visit? = nil) -> Code? {
        do {
            _ = try words(account, opening, visit)
            return nil
        } catch { return error.code }
    }

    @Test func `says by which and why`() throws {
        #expect(
            try words(TestAccount.account(), opening())
                == "SFTP by libssh2: nothing here needs more than libssh2 1.10.0.")
        let keys = try KeyGenerator()
        let account = TestAccount.account(
            credentials: [.key(try keys.key("k", "rsa"), passphrase: nil, certificate: nil)])
        #expect(
            try words(account, opening()).hasPrefix(
                "SFTP by openssh: libssh2 1.10.0 can use an"))
    }

    @Test func `tries the other where nothing is in common, and remembers that`() throws {
        let strict = opening(libssh2: .sftpAlgorithms)
        #expect(try words(TestAccount.account(), strict).contains("openssh: libssh2 1.10.0 and the server have no"))
        // libssh2 is not even asked any more, …
        let deaf = opening(libssh2: .placeLost)
        #expect(try words(TestAccount.account(), deaf).contains("openssh: libssh2 1.10.0 and the server have no"))
        // … until it is another.
        #expect(code(TestAccount.account(), opening(libssh2: .placeLost, version: "1.11.0")) == .placeLost)
    }

    @Test func `remembers nothing where the other fails as well`() {
        #expect(code(TestAccount.account(), opening(libssh2: .sftpAlgorithms, openssh: .placeLost)) == .placeLost)
        #expect(memory.values.isEmpty)
    }

    @Test func `does not try the other against the operator's wish, without ssh, or for another reason`() {
        let strict = opening(libssh2: .sftpAlgorithms)
        #expect(code(TestAccount.account(channel: .libssh2), strict) == .sftpAlgorithms)
        #expect(code(TestAccount.account(), opening(libssh2: .sftpAlgorithms, hasSSH: false)) == .sftpAlgorithms)
        #expect(code(TestAccount.account(), opening(libssh2: .sftpHostKeyChanged)) == .sftpHostKeyChanged)
        #expect(code(TestAccount.account(), opening(libssh2: .placeLogin)) == .placeLogin)
        #expect(memory.values.isEmpty)
    }

    @Test func `looks at the keys first`() throws {
        let keys = try KeyGenerator()
        let locked = try keys.key("locked", passphrase: "correct horse")
        let account = TestAccount.account(credentials: [.key(locked, passphrase: nil, certificate: nil)])
        #expect(code(account, opening()) == .sftpKey)
        let open = TestAccount.account(
            credentials: [.key(locked, passphrase: .environment("X"), certificate: nil)])
        #expect(code(open, opening()) == nil)
        let missing = TestAccount.account(
            credentials: [.key(.file(keys.scratch.at("none")), passphrase: nil, certificate: nil)])
        #expect(code(missing, opening()) == .secretMissing)
    }

    @Test func `weak algorithms are allowed on their last day and not after it`() throws {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 21))
        let account = TestAccount.account(legacy: LegacyAlgorithms(names: ["ssh-rsa"], until: day, reason: "old"))
        #expect(code(account, opening(), memory.visit()) == nil)
        #expect(code(account, opening(), memory.visit(at: 1_795_267_800 + 86_400)) == .sftpLegacyExpired)
    }
}
