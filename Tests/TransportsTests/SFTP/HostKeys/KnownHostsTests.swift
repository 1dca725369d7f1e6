import Exchange
import ServerKit
import Testing

@testable import Transports

@Suite struct `Files of known hosts` {
    private let keys: KeyGenerator

    init() throws {
        keys = try KeyGenerator()
        try keys.key("a")
        try keys.key("b", "ecdsa")
    }

    private func file(_ text: String) -> KnownHosts { KnownHosts(Array(text.utf8)) }

    private func finds(_ pattern: String, _ host: String, _ port: Int = 22) -> Bool {
        !file("\(pattern) \(keys.line("a"))").lines(host: host, port: port).isEmpty
    }

    @Test(arguments: [
        ("sftp.example.edu", "sftp.example.edu", 22, true), ("sftp.example.edu", "SFTP.Example.edu", 22, true),
        ("SFTP.example.edu", "sftp.example.edu", 22, true), ("sftp.example.edu", "sftp.example.edu", 2022, false),
        ("[sftp.example.edu]:2022", "sftp.example.edu", 2022, true),
        ("[sftp.example.edu]:2022", "sftp.example.edu", 22, false),
        ("[sftp.example.edu]:2022", "sftp.example.edu", 10022, false),
        ("[*.example.edu]:*", "sftp.example.edu", 2022, true), ("*.example.edu", "sftp.example.edu", 22, true),
        ("*.example.edu", "example.edu", 22, false), ("sftp?.example.edu", "sftp2.example.edu", 22, true),
        ("sftp?.example.edu", "sftp.example.edu", 22, false), ("*", "anything", 22, true),
        ("*", "anything", 2022, true),
        ("a,b,c", "b", 22, true), ("a,b,c", "d", 22, false), ("*.edu,!x.edu", "y.edu", 22, true),
        ("*.edu,!x.edu", "x.edu", 22, false), ("!x.edu", "y.edu", 22, false),
        ("10.0.0.*", "10.0.0.7", 22, true), ("2001:db8::1", "2001:db8::1", 22, true),
        ("[2001:db8::1]:2022", "2001:db8::1", 2022, true), ("*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", 22, false),
    ])
    func `names are matched as OpenSSH matches them`(pattern: String, host: String, port: Int, isFound: Bool) throws {
        #expect(finds(pattern, host, port) == isFound)
        try keys.scratch.write("hosts", "\(pattern) \(keys.line("a"))\n")
        // ssh-keygen is given the name as ssh would look for it.
        let name = HostPatterns.name(host: host, port: port)
        #expect(try keys.finds(name, in: "hosts") == isFound, "OpenSSH thinks otherwise")
    }

    @Test func `hidden names are found`() throws {
        try keys.scratch.write(
            "hosts", "a.example.edu \(keys.line("a"))\n[b.example.edu]:2022 \(keys.line("b"))\n")
        _ = try keys.run(["-H", "-f", keys.scratch.at("hosts")])
        let text = keys.scratch.text("hosts") ?? ""
        #expect(text.hasPrefix("|1|"))
        let hosts = file(text)
        #expect(hosts.damages.isEmpty && hosts.lines.count == 2)
        #expect(hosts.lines(host: "A.example.edu", port: 22).map(\.key.type) == ["ssh-ed25519"])
        #expect(hosts.lines(host: "b.example.edu", port: 2022).map(\.key.type) == ["ecdsa-sha2-nistp256"])
        #expect(hosts.lines(host: "b.example.edu", port: 22).isEmpty)
    }

    @Test func `comments, blank lines and Windows' line endings are no damage`() {
        let hosts = file(
            "# known\r\n\r\n  h \(keys.line("a")) a comment of words\r\n\t@revoked h \(keys.line("b"))\r\n@cert-authority *.x "
                + keys.line("a"))
        #expect(hosts.damages.isEmpty)
        #expect(hosts.lines.map(\.number) == [3, 4, 5])
        #expect(hosts.lines.map(\.marker) == [.none, .revoked, .authority])
    }

    @Test func `a damaged line is said with its number and hides no other`() {
        let good = keys.line("a")
        let cut = String(good.dropLast(9))
        let hosts = file(
            """
            h \(good)
            h ssh-ed25519
            h ssh-rsa \(good.split(separator: " ")[1])
            h ssh-ed25519 AAAA!
            h \(cut)=x
            h 1024 35 1234567
            @other h \(good)
            |1|x|y \(good)
            a,,b \(good)
            h2 \(good)
            """)
        #expect(hosts.lines.map(\.number) == [1, 10])
        #expect(hosts.damages.map(\.line) == Array(2...9))
    }

    @Test func `nothing that anybody writes is a crash`() {
        var numbers = SystemRandomNumberGenerator()
        let text = Array("@revoked |1|c2FsdA==|aGFzaA== [h]:22,*,!? \(keys.line("a"))\r\n".utf8)
        for _ in 0..<3000 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...8, using: &numbers) {
                bytes[Int.random(in: bytes.indices, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
            }
            let hosts = KnownHosts(bytes)
            _ = hosts.lines(host: "h", port: 22)
        }
    }

    @Test(arguments: ["ed25519", "ecdsa", "rsa"]) func `fingerprints are those of ssh-keygen`(type: String) throws {
        try keys.key("k", type)
        let key = try #require(HostKey(keys.blob("k")))
        #expect(try key.fingerprint == keys.fingerprint("k") && keys.line("k").hasPrefix(key.type))
        #expect(Fingerprint.read(key.fingerprint) == key.fingerprint)
        #expect(Fingerprint.read(key.fingerprint + "=") == key.fingerprint)
    }
}
