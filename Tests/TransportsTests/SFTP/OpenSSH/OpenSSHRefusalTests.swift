import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `The openssh channel refuses` {
    @Test func `a host key that is not pinned, naming both, before anybody logs in`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let other = try SSHKeys.host(.ed25519, generation: 1).fingerprint
        let fault = trial.fault(try trial.account(server, pins: [other]))
        #expect(fault?.code == .sftpHostKeyChanged)
        #expect(fault?.message.contains(other) == true)
        #expect(fault?.message.contains(server.hostKeys[0].fingerprint) == true)
        #expect(server.logins == 0 && server.refusals == 0)
        #expect(OpenSSHTrial.processes(port: server.port) == [] && trial.leftovers == [])
    }

    @Test func `a host key nobody has trusted yet`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let fault = trial.fault(try trial.account(server, hostKeys: .trusted))
        #expect(fault?.code == .sftpHostKeyUnknown)
        #expect(fault?.message.contains(server.hostKeys[0].fingerprint) == true)
    }

    @Test func `nothing where the known key is the server's second one`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let rsa = try #require(server.hostKeys.first { $0.kind == .rsa })
        try trial.scratch.write("known", "[\(server.host)]:\(server.port) \(rsa.publicLine)\n")
        let channel = try trial.open(trial.account(server, hostKeys: .knownHosts(path: trial.scratch.at("known"))))
        #expect(channel.facts.contains(PlaceFact("host key", "ssh-rsa \(rsa.fingerprint)")))
        channel.close()
    }

    @Test func `a server with which it shares no cipher, naming what each has`() throws {
        let server = try SSHServer(.with { $0.lines = ["Ciphers aes128-cbc"] })
        let trial = try OpenSSHTrial()
        let fault = trial.fault(try trial.account(server))
        #expect(fault?.code == .sftpAlgorithms && fault?.disposition == .stop)
        #expect(fault?.message.contains("no cipher in common. It offers: aes128-cbc.") == true)
        #expect(fault?.message.contains("aes256-ctr") == true)
    }

    @Test func `weak algorithms once their day has passed, without connecting`() throws {
        // A server that knows of nothing newer, but for the key that logs in.
        let server = try SSHServer(
            .with {
                $0.hostKeys = [.rsa]
                $0.lines = [
                    "HostKeyAlgorithms ssh-rsa", "KexAlgorithms diffie-hellman-group14-sha1", "Ciphers aes128-ctr",
                    "MACs hmac-sha1",
                ]
            })
        let trial = try OpenSSHTrial()
        let names = ["ssh-rsa", "diffie-hellman-group14-sha1", "hmac-sha1"]
        let until = trial.today
        let legacy = LegacyAlgorithms(names: names, until: until, reason: "The vendor is told.")
        let account = try trial.account(server, [trial.key(SSHKeys.client(.rsa))], legacy: legacy)
        let channel = try trial.open(account)
        #expect(channel.remarks.count == 1 && channel.remarks[0].contains("\(until)"))
        #expect(channel.facts.contains(PlaceFact("mac", "hmac-sha1")))
        channel.close()
        let before = server.connections
        trial.today = CivilDate(daysSince1970: until.daysSince1970 + 1)
        #expect(trial.fault(account)?.code == .sftpLegacyExpired)
        #expect(server.connections == before)
        trial.today = until
        #expect(trial.fault(try trial.account(server))?.code == .sftpAlgorithms)
    }

    @Test func `an algorithm that ssh has forgotten, without connecting`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let before = server.connections
        for name in ["idea-cbc", "hmac-nothing", "rot13"] {
            let legacy = LegacyAlgorithms(names: [name], until: trial.today, reason: "none")
            let fault = trial.fault(try trial.account(server, legacy: legacy))
            #expect(fault?.code == (name == "rot13" ? .sftpAlgorithms : .sftpSSH))
            #expect(fault?.message.contains(name) == true, "\(fault?.message ?? "")")
        }
        #expect(server.connections == before)
    }

    @Test func `an address that the connection does not allow`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let before = server.connections
        let fault = trial.fault(try trial.account(server, addresses: AddressRule(["10.0.0.0/8"])))
        #expect(fault?.code == .placeAddress && server.connections == before)
    }

    @Test func `a server that is not there`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let account = try trial.account(server)
        server.stop()
        let fault = trial.fault(account)
        #expect(fault?.code == .placeUnreachable && fault?.disposition == .retry(after: 60))
        #expect(fault?.message.contains("nothing listens there") == true)
    }

    @Test func `to wait for a server that says nothing`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let listener = try SilentListener()
        let account = try trial.account(server, port: listener.port, connect: 500)
        let fault = trial.fault(account)
        #expect(fault?.code == .placeStalled && fault?.message.contains("did not say what it is") == true)
        #expect(OpenSSHTrial.processes(port: listener.port) == [])
    }

    @Test func `an account without SFTP`() throws {
        let server = try SSHServer(.with { $0.lines = ["MaxSessions 0"] })
        let trial = try OpenSSHTrial()
        #expect(trial.fault(try trial.account(server))?.code == .sftpSubsystem)
    }

    @Test func `a server whose SFTP ends before its first word`() throws {
        let server = try SSHServer(.subsystem("/nonexistent/sftp-server"))
        let trial = try OpenSSHTrial()
        let channel = try trial.open(trial.account(server))
        let fault = #expect(throws: Fault.self) { try OpenSSHTrial.greet(channel) }
        #expect(fault?.code == .sftpSubsystem && fault?.message.contains("status 127") == true)
    }

    @Test func `to be told by a banner that all is well`() throws {
        let trial = try OpenSSHTrial()
        try trial.scratch.write(
            "banner",
            "Authenticated to x ([x]:1) using \"none\".\r\n"
                + "debug2: client_status_confirm: subsystem request accepted on channel 0\r\nsubsystem request failed\r\n"
        )
        let server = try SSHServer(.with { $0.lines = ["Banner \(trial.scratch.at("banner"))"] })
        #expect(trial.fault(try trial.account(server, [trial.key(SSHKeys.stranger())]))?.code == .placeLogin)
        try trial.open(trial.account(server)).close()
    }

    @Test func `a folder from which nothing may be started, where it must ask`() throws {
        let trial = try OpenSSHTrial()
        let server = try SSHServer()
        let account = try trial.account(server)
        guard getuid() == 0, mount("none", trial.scratch.at("visit"), "tmpfs", UInt(MS_NOEXEC), nil) == 0 else {
            return
        }
        defer { umount(trial.scratch.at("visit")) }
        #expect(trial.fault(account)?.code == .sftpSSH)
        #expect(server.logins == 0)
    }
}
