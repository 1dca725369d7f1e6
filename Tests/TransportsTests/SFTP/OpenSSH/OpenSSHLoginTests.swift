import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `Logging in by the openssh channel` {
    @Test func `takes the right password, and tries a wrong one once`() throws {
        guard getuid() == 0 else { return }
        let server = try SSHServer(.password("open sesame"))
        let right = try OpenSSHTrial()
        try right.open(right.account(server, [right.password("open sesame")])).close()
        #expect(server.refusals == 0)
        let wrong = try OpenSSHTrial()
        let fault = wrong.fault(try wrong.account(server, [wrong.password("open barley")]))
        #expect(fault?.code == .placeLogin && fault?.disposition == .stop)
        #expect(fault?.message.contains("barley") == false)
        #expect(server.refusals == 1 && wrong.leftovers == [])
    }

    @Test func `does not change an expired password, and says that it may be one`() throws {
        guard getuid() == 0 else { return }
        let server = try SSHServer(.password("open sesame", expired: true))
        let trial = try OpenSSHTrial()
        // OpenSSH lets the account in, and ends in the place of SFTP.
        let channel = try trial.open(trial.account(server, [trial.password("open sesame")]))
        let fault = #expect(throws: Fault.self) { try OpenSSHTrial.greet(channel) }
        #expect(fault?.code == .sftpSubsystem && fault?.message.contains("password has expired") == true)
    }

    @Test func `says which key a passphrase does not open, and tries nothing more`() throws {
        let server = try SSHServer()
        for (kind, form) in [(SSHKey.Kind.ed25519, SSHKey.Form.openssh), (.rsa, .pem), (.ecdsa, .pkcs8)] {
            let key = try SSHKeys.client(kind, form, locked: true)
            let trial = try OpenSSHTrial()
            let wrong = trial.fault(try trial.account(server, [trial.key(key, passphrase: "not this")]))
            #expect(wrong?.code == .sftpKey && wrong?.message.contains(key.path) == true, "\(wrong?.message ?? "")")
            let none = trial.fault(
                try trial.account(server, [.key(.file(key.path), passphrase: nil, certificate: nil)]))
            #expect(none?.code == .sftpKey && none?.message.contains("names none") == true)
        }
        #expect(server.refusals == 0)
    }

    @Test func `says that a file is no key`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        try trial.scratch.write(
            "key", "-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense\n-----END OPENSSH PRIVATE KEY-----\n")
        let fault = trial.fault(
            try trial.account(server, [.key(.file(trial.scratch.at("key")), passphrase: nil, certificate: nil)]))
        #expect(
            fault?.code == .sftpKey && fault?.message.contains(trial.scratch.at("key")) == true,
            "\(fault?.message ?? "")")
    }

    @Test func `that is refused names the account and what the server takes`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let fault = trial.fault(try trial.account(server, [trial.key(SSHKeys.stranger())]))
        #expect(fault?.code == .placeLogin && fault?.disposition == .stop)
        #expect(fault?.message.contains(server.user) == true && fault?.message.contains("publickey") == true)
    }

    @Test func `tries the second key where the first is refused`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let keys = [try trial.key(SSHKeys.stranger()), try trial.key(SSHKeys.client(.rsa, .pem, locked: true))]
        let channel = try trial.open(trial.account(server, keys))
        #expect(try OpenSSHTrial.greet(channel).count > 4)
        channel.close()
    }

    @Test func `writes down a key that is kept elsewhere for the time of the login only`() throws {
        let key = try SSHKeys.client()
        setenv("EXCHANGE_TEST_OPENSSH_KEY", TextFile.read(key.path) ?? "", 1)
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let account = try trial.account(
            server, [.key(.environment("EXCHANGE_TEST_OPENSSH_KEY"), passphrase: nil, certificate: nil)])
        let channel = try trial.open(account)
        #expect(trial.leftovers == [])
        channel.close()
    }

    @Test func `works by an agent's keys`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let socket = trial.scratch.at("agent")
        let key = try SSHKeys.client()
        let agent = try RunningChild(ChildLaunch("/usr/bin/ssh-agent", ["-D", "-a", socket], leadsGroup: true))
        defer { agent.end(graceMilliseconds: 1000) }
        // Its socket is there a moment before it listens.
        let isAdded = Patience.wait(seconds: 10) {
            let adding = ChildProcess(
                "/usr/bin/ssh-add", ["-q", key.path], environment: ["SSH_AUTH_SOCK": socket])
            return (try? adding.run().status) == 0
        }
        #expect(isAdded)
        let channel = try trial.open(trial.account(server, [.agent(socket: socket)]))
        #expect(try OpenSSHTrial.greet(channel).count > 4)
        channel.close()
        let none = trial.fault(try trial.account(server, [.agent(socket: trial.scratch.at("nobody"))]))
        #expect(none?.code == .placeLogin)
    }

    @Test func `works by a certificate`() throws {
        let own = try SSHServer().user
        let made = try SSHKeys.certified(for: own)
        let server = try SSHServer(.certificates(of: made.authority))
        let trial = try OpenSSHTrial()
        try trial.open(trial.account(server, [trial.key(made.key, certificate: made.certificate)])).close()
        #expect(trial.fault(try trial.account(server, [trial.key(made.key)]))?.code == .placeLogin)
    }
}
