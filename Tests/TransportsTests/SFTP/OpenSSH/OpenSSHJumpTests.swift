import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `Through another host` {
    @Test func `the openssh channel holds both keys against the rule`() throws {
        let gate = try SSHServer(.ecdsaOnly)
        let server = try SSHServer(.rsaOnly)
        let trial = try OpenSSHTrial()
        let jump = "\(gate.user)@127.0.0.1:\(gate.port)"
        let keys = [try trial.key(SSHKeys.client(.rsa, .pem, locked: true))]
        let both = server.hostKeys + gate.hostKeys
        let channel = try trial.open(trial.account(server, keys, pins: both.map(\.fingerprint), jump: jump))
        #expect(try OpenSSHTrial.greet(channel).count > 4)
        let through = channel.facts.first { $0.name == "through" }?.value
        #expect(through == "127.0.0.1:\(gate.port), ecdsa-sha2-nistp256 \(gate.hostKeys[0].fingerprint)")
        #expect(gate.logins == 1 && server.logins == 1 && trial.leftovers == [])
        channel.close()
        #expect(OpenSSHTrial.processes(port: server.port) == [])

        for missing in [gate, server] {
            let pins = both.map(\.fingerprint).filter { $0 != missing.hostKeys[0].fingerprint }
            let fault = trial.fault(try trial.account(server, keys, pins: pins, jump: jump))
            #expect(fault?.code == .sftpHostKeyChanged)
            #expect(fault?.message.contains(":\(missing.port) ") == true)
        }
    }

    @Test func `a password is the target's and never shown to it`() throws {
        let gate = try SSHServer()
        let server = try SSHServer(.rsaOnly)
        let trial = try OpenSSHTrial()
        let pins = (server.hostKeys + gate.hostKeys).map(\.fingerprint)
        let fault = trial.fault(
            try trial.account(
                server, [trial.password("sesame")], pins: pins, jump: "\(gate.user)@127.0.0.1:\(gate.port)"))
        #expect(fault?.code == .placeLogin && gate.refusals == 0 && server.connections == 0)
    }

    @Test func `that does not lead on, the fault says so`() throws {
        let gate = try SSHServer()
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let account = try trial.account(server, jump: "\(gate.user)@127.0.0.1:\(gate.port)")
        server.stop()
        let fault = trial.fault(account)
        #expect(fault?.code == .placeUnreachable && fault?.message.contains("did not lead on to") == true)
    }

    @Test(arguments: [
        ("gate", "gate", 22), ("me@gate:2222", "gate", 2222), ("me@[2001:db8::1]:22", "2001:db8::1", 22),
        ("[::1]", "::1", 22),
    ])
    func `is written as people write it`(text: String, host: String, port: Int) {
        let found = JumpHost(text)
        #expect(found?.host == host && found?.port == port)
    }

    @Test(arguments: [
        "", "a b", "-oProxyCommand=x", "me@-x", "$(x)@gate", "gate:0", "gate:70000", "a@b@c", "[::1", "x;y",
    ])
    func `nothing else is taken for one`(text: String) { #expect(JumpHost(text) == nil) }
}
