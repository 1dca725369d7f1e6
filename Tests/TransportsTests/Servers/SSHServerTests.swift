import Glibc
import Machine
import ServerKit
import Testing

/// The tests' own servers do what the tests believe of them; OpenSSH's `sftp` is the judge.
@Suite struct `The SSH server of the tests` {
    static let variants: [(String, SSHVariant)] = [
        ("modern", .modern), ("RSA only", .rsaOnly), ("ECDSA only", .ecdsaOnly), ("EtM only", .etmOnly),
        ("CTR only", .ctrOnly), ("GCM only", .gcmOnly),
    ]

    /// Puts a file and gets it back; the bytes that came back.
    private func roundTrip(_ sftp: SFTPProgram, folder: String = "") throws -> [UInt8]? {
        let scratch = try Scratch()
        try scratch.write("given", [UInt8](repeating: 7, count: 300_001))
        let there = folder + "there"
        let said = try sftp.run([
            "put \(scratch.at("given")) \(there)", "rename \(there) \(there)2", "get \(there)2 \(scratch.at("back"))",
        ])
        #expect(said.status == 0, "\(said.errors)")
        return scratch.bytes("back")
    }

    @Test(arguments: variants) func `starts and carries a file`(_ name: String, _ variant: SSHVariant) throws {
        let server = try SSHServer(variant)
        #expect(try roundTrip(SFTPProgram(server)) == [UInt8](repeating: 7, count: 300_001))
        #expect(ServedFiles(server.served).names == ["there2"])
        #expect(server.connections == 1)
        #expect(server.logins == 1)
        #expect(server.refusals == 0)
    }

    @Test func `is up within three seconds`() throws {
        // The quickest of a few: other tests run at the same time, and the first makes the keys.
        var times: [Double] = []
        while times.count < 10, (times.min() ?? 9) >= 3 {
            let begun = WallClock.steady()
            _ = try SSHServer()
            times.append(WallClock.steady() - begun)
        }
        #expect((times.min() ?? 9) < 3)
    }

    @Test func `is opened by every form of the client's keys`() throws {
        let server = try SSHServer()
        for kind in SSHKey.Kind.allCases {
            for form in SSHKey.Form.allCases {
                #expect(try SFTPProgram(server, key: SSHKeys.client(kind, form)).run(["pwd"]).status == 0)
            }
        }
        #expect(server.logins == 9)
    }

    @Test func `is not opened by a locked key without its passphrase, nor by a stranger's`() throws {
        let server = try SSHServer()
        #expect(try SFTPProgram(server, key: SSHKeys.client(.rsa, .pem, locked: true)).run(["pwd"]).status == 255)
        #expect(try SFTPProgram(server, key: SSHKeys.stranger()).run(["pwd"]).status == 255)
        #expect(server.waitForLog("Connection closed by", count: 2))
        #expect(server.logins == 0)
        #expect(server.connections == 2)
    }

    @Test func `with old algorithms only is refused by a modern client unless it is told`() throws {
        let server = try SSHServer(.legacy)
        #expect(try SFTPProgram(server, key: SSHKeys.client(.rsa)).run(["pwd"]).status == 255)
        let told = [
            "HostKeyAlgorithms=ssh-rsa", "PubkeyAcceptedAlgorithms=ssh-rsa",
            "KexAlgorithms=diffie-hellman-group14-sha1", "MACs=hmac-sha1",
        ]
        #expect(try SFTPProgram(server, key: SSHKeys.client(.rsa), options: told).run(["pwd"]).status == 0)
    }

    @Test func `locks an account into its folder`() throws {
        let server = try SSHServer(.chrooted)
        #expect(server.user == "nobody")
        #expect(server.home == "/")
        #expect(try roundTrip(SFTPProgram(server), folder: "in/") != nil)
        let outside = try SFTPProgram(server).run(["ls /etc/passwd"])
        #expect(outside.status == 1)
        let root = try SFTPProgram(server).run(["mkdir /new"])
        #expect(root.status == 1)
        #expect(root.errors.contains("Permission denied"))
    }

    @Test func `comes back on the same port with another host key`() throws {
        let server = try SSHServer(.with { $0.hostKeys = [.ed25519] })
        let before = server.hostKeys
        let sftp = try SFTPProgram(server)
        #expect(try sftp.run(["pwd"]).status == 0)
        server.stop()
        #expect(try sftp.run(["pwd"]).status != 0)
        try server.start(generation: 1)
        #expect(server.hostKeys != before)
        #expect(try sftp.run(["pwd"]).status == 0)
        #expect(server.connections == 2)
    }

    @Test func `lets certificates in`() throws {
        let good = try SSHKeys.certified(for: SSHServer().user)
        let server = try SSHServer(.certificates(of: good.authority))
        #expect(
            try SFTPProgram(server, key: good.key, options: ["CertificateFile=\(good.certificate)"]).run(["pwd"]).status
                == 0)
        #expect(try SFTPProgram(server).run(["pwd"]).status == 255)
    }

    @Test func `takes a password from its private account`() throws {
        let server = try SSHServer(.password("correct horse"))
        #expect(try SFTPProgram(server, answers: "correct horse").run(["pwd"]).status == 0)
        #expect(try SFTPProgram(server, answers: "wrong horse").run(["pwd"]).status == 255)
        #expect(server.logins == 1)
        #expect(server.refusals == 1)
    }

    @Test func `hears on the other loopback address too`() throws {
        let server = try SSHServer(.with { $0.listensOnIPv6 = true })
        #expect(server.waitForLog("Server listening on ::1 port \(server.port)"))
    }

    @Test func `leaves no process behind, sessions included`() throws {
        var server: SSHServer? = try SSHServer()
        let port = try #require(server?.port)
        let open = try #require(LoopbackPort.connect(port))
        defer { close(open) }
        #expect(Patience.wait(seconds: 5) { (server?.processes.count ?? 0) > 1 })
        let processes = try #require(server?.processes)
        let folder = try #require(server?.served)
        server = nil
        #expect(processes.filter(ProcessTree.isThere) == [])
        #expect(access(folder, F_OK) != 0)
        #expect(LoopbackPort.connect(port) == nil)
    }
}
