import Exchange
import Glibc
import Machine
import ServerKit
import Testing

@testable import Transports

@Suite struct `The libssh2 channel logs in` {
    private static let version: [UInt8] = [2, 0, 0, 0, 3]

    private func refusal(_ account: SSHAccount) -> Fault? {
        #expect(throws: Fault.self) { try LibSSH2Channel.open(account, .now()) }
    }

    private func credential(_ path: String, _ passphrase: String? = nil) -> SSHCredential {
        .key(.file(path), passphrase: passphrase.map { .file($0) }, certificate: nil)
    }

    /// Runs a program of OpenSSH's or OpenSSL's.
    private func run(_ program: String, _ arguments: [String]) throws -> String {
        let said = try ChildProcess(program, arguments, environment: ["PATH": "/usr/bin:/bin"]).run()
        guard said.status == 0 else { throw TestTrouble("\(program): \(said.lastWords)") }
        return String(decoding: said.output, as: UTF8.self)
    }

    @Test func `with every kind and form of key, locked or not`() throws {
        let server = try SSHServer()
        let scratch = try Scratch()
        try scratch.write("passphrase", "three blind mice\n")
        chmod(scratch.at("passphrase"), 0o600)
        var keys: [(path: String, isLocked: Bool)] = []
        for (type, bits) in [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521")] {
            for form in ["RFC4716", "PEM", "PKCS8"] where type == "ecdsa" || form == "RFC4716" {
                for isLocked in [false, true] {
                    let path = scratch.at("\(type)-\(bits)-\(form)-\(isLocked)")
                    let words = isLocked ? "three blind mice" : ""
                    _ = try run(
                        "/usr/bin/ssh-keygen",
                        ["-q", "-t", type, "-b", bits, "-m", form, "-N", words, "-C", "x", "-f", path])
                    keys.append((path, isLocked))
                }
            }
        }
        try server.authorize(keys.compactMap { TextFile.read("\($0.path).pub") })
        for key in keys {
            let credential = credential(key.path, key.isLocked ? scratch.at("passphrase") : nil)
            do {
                let channel = try LibSSH2Channel.open(.of(server, [credential]), .now())
                #expect(try channel.sftpVersion() == Self.version, "\(key.path)")
            } catch {
                Issue.record("\(key.path): \(error)")
            }
        }
        #expect(server.waitForLog("Accepted publickey", count: keys.count) && server.refusals == 0)
    }

    @Test func `with an Ed25519 key as OpenSSL writes it`() throws {
        let scratch = try Scratch()
        let path = scratch.at("key")
        _ = try run("/usr/bin/openssl", ["genpkey", "-algorithm", "ed25519", "-out", path])
        chmod(path, 0o600)
        let der = try ChildProcess("/usr/bin/openssl", ["pkey", "-in", path, "-pubout", "-outform", "DER"]).run().output
        let blob = Array("\0\0\0\u{0b}ssh-ed25519\0\0\0\u{20}".utf8) + der.suffix(32)
        let server = try SSHServer()
        try server.authorize(["ssh-ed25519 \(Base64.text(blob, padded: true))"])
        let channel = try LibSSH2Channel.open(.of(server, [credential(path)]), .now())
        #expect(try channel.sftpVersion() == Self.version)
    }

    @Test func `with a key whose lines end as on Windows`() throws {
        let server = try SSHServer()
        let scratch = try Scratch()
        let text = try #require(TextFile.read(SSHKeys.client().path))
        try scratch.write("key", text.split(separator: "\n").joined(separator: "\r\n") + "\r\n")
        chmod(scratch.at("key"), 0o600)
        let channel = try LibSSH2Channel.open(.of(server, [credential(scratch.at("key"))]), .now())
        #expect(try channel.sftpVersion() == Self.version)
    }

    @Test(arguments: SSHKey.Form.allCases)
    func `not with a wrong passphrase, nor with none, and the server hears of neither`(form: SSHKey.Form) throws {
        let server = try SSHServer()
        let scratch = try Scratch()
        try scratch.write("wrong", "two blind mice")
        chmod(scratch.at("wrong"), 0o600)
        let key = try SSHKeys.client(.ecdsa, form, locked: true).path
        let wrong = try refusal(.of(server, [credential(key, scratch.at("wrong"))]))
        #expect(
            wrong?.code == .sftpKey && wrong?.message.contains("passphrase") == true, "\(String(describing: wrong))")
        let none = try refusal(.of(server, [credential(key)]))
        #expect(none?.code == .sftpKey && none?.message.contains("names no passphrase") == true)
        #expect(server.refusals == 0)
    }

    @Test func `not with a key the server does not know, and asks only once`() throws {
        let server = try SSHServer()
        let fault = try refusal(.of(server, [credential(SSHKeys.stranger().path)]))
        #expect(fault?.code == .placeLogin && fault?.disposition == .stop)
        #expect(fault?.message.contains("accepts: publickey") == true)
        #expect(server.refusals <= 1)
    }

    @Test func `not with an RSA key where the library is too old, and says why`() throws {
        guard try !LibSSH2Library.load().isModern else { return }
        let server = try SSHServer()
        let fault = try refusal(.of(server, [credential(SSHKeys.client(.rsa, .pem).path)]))
        #expect(fault?.code == .placeLogin && fault?.message.contains("channel: openssh") == true)
    }

    @Test func `with the next credential where one is refused`() throws {
        let server = try SSHServer()
        let account = try SSHAccount.of(
            server, [credential(SSHKeys.stranger().path), credential(SSHKeys.client().path)])
        #expect(try LibSSH2Channel.open(account, .now()).sftpVersion() == Self.version)
    }

    @Test(.enabled(if: getuid() == 0)) func `with a password, once`() throws {
        let server = try SSHServer(.password("correct horse"))
        let scratch = try Scratch()
        for (name, text) in [("right", "correct horse\n"), ("wrong", "battery staple\n")] {
            try scratch.write(name, text)
            chmod(scratch.at(name), 0o600)
        }
        let channel = try LibSSH2Channel.open(.of(server, [.password(.file(scratch.at("right")))]), .now())
        #expect(try channel.sftpVersion() == Self.version && channel.fact("login").contains("password"))
        let fault = try refusal(.of(server, [.password(.file(scratch.at("wrong")))]))
        #expect(server.waitForLog("Failed password") && server.refusals == 1 && fault?.code == .placeLogin)
        #expect(fault?.message.contains("battery") == false)
    }

    @Test(.enabled(if: getuid() == 0)) func `with a key and then a password where the server wants both`() throws {
        let server = try SSHServer(
            SSHVariant.with {
                $0.password = "correct horse"
                $0.lines = ["AuthenticationMethods publickey,password"]
            })
        let scratch = try Scratch()
        try scratch.write("password", "correct horse")
        chmod(scratch.at("password"), 0o600)
        let password = SSHCredential.password(.file(scratch.at("password")))
        let key = try credential(SSHKeys.client().path)
        let channel = try LibSSH2Channel.open(.of(server, [password, key]), .now())
        #expect(try channel.sftpVersion() == Self.version && channel.fact("login").contains(", then password in"))
        let fault = try refusal(.of(server, [key]))
        #expect(fault?.code == .placeLogin && fault?.message.contains("password") == true)
    }
}
