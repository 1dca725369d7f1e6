import Exchange
import Glibc
import Machine
import ServerKit
import Synchronization
import Testing

@testable import Transports

@Suite struct `The openssh channel` {
    @Test func `speaks SFTP with an RSA-only host by a locked RSA key of any form`() throws {
        let server = try SSHServer(.rsaOnly)
        for form in SSHKey.Form.allCases {
            let trial = try OpenSSHTrial()
            let key = try SSHKeys.client(.rsa, form, locked: true)
            let channel = try trial.open(trial.account(server, [trial.key(key)]))
            #expect(try OpenSSHTrial.greet(channel).prefix(9).dropFirst(4) == [2, 0, 0, 0, 3])
            #expect(trial.leftovers == [])
            channel.close()
        }
        #expect(server.refusals == 0)
    }

    @Test func `says what it is and what was agreed`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let channel = try trial.open(trial.account(server))
        defer { channel.close() }
        let facts = Dictionary(uniqueKeysWithValues: channel.facts.map { ($0.name, $0.value) })
        #expect(facts["channel"]?.hasPrefix("openssh OpenSSH_") == true)
        #expect(facts["server"]?.hasPrefix("SSH-2.0-OpenSSH_") == true)
        #expect(facts["host key"] == "ssh-ed25519 \(server.hostKeys[0].fingerprint)")
        #expect(facts["cipher"] == "aes128-gcm@openssh.com" && facts["mac"] == "part of the cipher")
        #expect(facts["key exchange"]?.isEmpty == false && facts["login"] == "publickey")
        #expect(facts["address"] == "127.0.0.1" && channel.remarks == [])
    }

    @Test func `carries 64 MB both ways at once, through many changes of keys`() throws {
        var variant = SSHVariant.subsystem("/bin/cat")
        variant.lines = ["RekeyLimit 4M"]
        let server = try SSHServer(variant)
        let trial = try OpenSSHTrial()
        let channel = try trial.open(trial.account(server))
        defer { channel.close() }
        let piece = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
        var (sent, got) = (0, 0)
        var isSame = true
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while got < 64 << 20 {
            if sent < 64 << 20 {
                sent += try piece.withUnsafeBytes {
                    try channel.write(UnsafeRawBufferPointer(rebasing: $0[(sent & 0xFFFFF)...]))
                }
            }
            let more = try buffer.withUnsafeMutableBytes { try channel.read(into: $0) }
            for index in 0..<more where buffer[index] != piece[(got + index) & 0xFFFFF] { isSame = false }
            got += more
            if more == 0 {
                let hasMoved = try channel.wait(toWrite: sent < 64 << 20, milliseconds: 10_000)
                guard hasMoved else { break }
            }
        }
        #expect(sent == 64 << 20 && got == 64 << 20 && isSame)
    }

    @Test func `goes to the next address of a name where nobody answers at one`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let channel = try trial.open(trial.account(server, host: "localhost"))
        #expect(try OpenSSHTrial.greet(channel).count > 4)
        #expect(channel.facts.contains(PlaceFact("address", "127.0.0.1", isSteady: false)))
        channel.close()
    }

    @Test func `speaks IPv6`() throws {
        let server = try SSHServer(.with { $0.listensOnIPv6 = true })
        let trial = try OpenSSHTrial()
        let channel = try trial.open(trial.account(server, host: "::1"))
        #expect(channel.facts.contains(PlaceFact("address", "::1", isSteady: false)))
        channel.close()
    }

    @Test func `leaves no process behind, closed or dropped`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        var channel: OpenSSHChannel? = try trial.open(trial.account(server))
        #expect(OpenSSHTrial.processes(port: server.port).count == 1)
        channel?.close()
        channel?.close()
        #expect(OpenSSHTrial.processes(port: server.port) == [])
        channel = try trial.open(trial.account(server))
        channel = nil
        #expect(OpenSSHTrial.processes(port: server.port) == [] && channel == nil)
    }

    @Test func `shows no secret to whoever looks at processes`() throws {
        let server = try SSHServer(.rsaOnly)
        let trial = try OpenSSHTrial()
        let account = try trial.account(server, [trial.key(SSHKeys.client(.rsa, .pkcs8, locked: true))])
        let secret = try #require(trial.secrets.first)
        let seen = Mutex((processes: 0, exposed: false))
        let look = Abort {
            for process in ProcessTree.descendants(of: getpid()) {
                let line = TextFile.read("/proc/\(process)/cmdline") ?? ""
                guard line.contains("Port=\(account.port)\0") || line.contains("/ask") else { continue }
                let all = line + (TextFile.read("/proc/\(process)/environ") ?? "")
                seen.withLock {
                    $0.processes += 1
                    if all.contains(secret) { $0.exposed = true }
                }
            }
            return false
        }
        let channel = try OpenSSHChannel.open(account, trial.visit(look))
        channel.close()
        seen.withLock { #expect($0.processes > 0 && !$0.exposed) }
    }

    @Test func `says that the server is gone when it is`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let channel = try trial.open(trial.account(server))
        _ = try OpenSSHTrial.greet(channel)
        server.stop()
        let fault = #expect(throws: Fault.self) {
            while true {
                _ = try OpenSSHTrial.receive(1, channel)
                try OpenSSHTrial.send([0], channel)
            }
        }
        #expect(fault?.code == .placeLost && fault?.disposition == .retry(after: 30))
    }

    @Test func `stops when asked to, connecting and talking`() throws {
        let server = try SSHServer()
        let trial = try OpenSSHTrial()
        let account = try trial.account(server)
        #expect(trial.fault(account, Abort { true })?.code == .placeAborted)
        let isAsked = Mutex(false)
        let abort = Abort { isAsked.withLock { $0 } }
        let channel = try OpenSSHChannel.open(account, trial.visit(abort))
        #expect(try !channel.wait(toWrite: false, milliseconds: 20))
        isAsked.withLock { $0 = true }
        let fault = #expect(throws: Fault.self) { try channel.wait(toWrite: false, milliseconds: 60_000) }
        #expect(fault?.code == .placeAborted)
        channel.close()
        #expect(OpenSSHTrial.processes(port: server.port) == [] && trial.leftovers == [])
    }
}
