import Exchange
import ServerKit
import Testing

@testable import Transports

@Suite struct `A connection by SFTP` {
    private static let mark = Mark(file: "connections.yaml", line: 1, column: 1)
    private static let pin = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"

    /// Values by key; lists by `[…]` of texts.
    private func settings(_ values: [String: Node]) -> Settings {
        let pairs = values.sorted { $0.key < $1.key }.map { key, value in
            Node.Pair(key: key, keyMark: Self.mark, value: value)
        }
        return Settings(
            .map(pairs, Self.mark), declared: SFTPTransport.settings, path: "connections.campus", root: "/srv/exchange")
    }

    private static func text(_ text: String) -> Node { .scalar(text, quoted: false, mark) }
    private static func list(_ texts: [String]) -> Node { .list(texts.map(text), mark) }
    private static func block(_ pairs: [(String, Node)]) -> Node {
        .map(pairs.map { Node.Pair(key: $0.0, keyMark: mark, value: $0.1) }, mark)
    }

    private func transport(_ extra: [String: Node] = [:], without: String? = nil) throws(Complaints) -> SFTPTransport {
        var values = ["host": "sftp.example.edu", "user": "library", "key": "file:keys/campus"].mapValues(Self.text)
        values.merge(extra) { $1 }
        if let without { values[without] = nil }
        return try SFTPTransport(settings(values))
    }

    private func complaints(_ extra: [String: Node], without: String? = nil) -> [String] {
        do {
            _ = try transport(extra, without: without)
            return []
        } catch { return error.all.map { "\($0.key.dropFirst(19)): \($0.message)" } }
    }

    @Test func `has sane defaults`() throws {
        let transport = try transport()
        let account = transport.account
        #expect(transport.address == "sftp library@sftp.example.edu:22")
        #expect(account.name == "campus" && account.channel == .auto && account.jump == nil && account.legacy == nil)
        #expect(
            account.timeouts
                == SSHAccount.Timeouts(
                    connectMilliseconds: 30_000, idleMilliseconds: 60_000, progressBytes: 65_536,
                    progressMilliseconds: 300_000))
        #expect(transport.place == SFTPPlace(base: "", temporariesAreOurs: false, fileMode: nil))
        guard case .trusted = account.hostKeys, account.credentials.count == 1,
            case .key(.file("/srv/exchange/keys/campus"), passphrase: nil, certificate: nil) = account.credentials[0]
        else {
            Issue.record("\(account)")
            return
        }
    }

    @Test func `takes what the connection says`() throws {
        let transport = try transport([
            "port": Self.text("2022"), "path": Self.text("/out/production/"), "password": Self.text("env:CAMPUS"),
            "agent": Self.text("yes"), "host_keys": Self.list(["ssh-rsa \(Self.pin)", Self.pin + "="]),
            "channel": Self.text("openssh"), "jump": Self.text("me@gate.example.edu:2222"),
            "file_mode": Self.text("0660"), "addresses": Self.list(["10.0.0.0/8"]),
            "legacy": Self.block([
                ("algorithms", Self.list(["ssh-rsa"])), ("until", Self.text("2027-06-30")),
                ("reason", Self.text("old")),
            ]),
            "timeouts": Self.block([("idle", Self.text("2m")), ("progress", Self.text("1MiB"))]),
        ])
        let account = transport.account
        #expect(transport.address == "sftp library@sftp.example.edu:2022, folder /out/production")
        #expect(account.credentials.count == 3 && account.timeouts.idleMilliseconds == 120_000)
        #expect(account.timeouts.progressBytes == 1 << 20 && account.timeouts.connectMilliseconds == 30_000)
        #expect(account.legacy?.until == CivilDate(year: 2027, month: 6, day: 30))
        #expect(transport.place.fileMode == 0o660 && account.addresses?.allowed == ["10.0.0.0/8"])
        guard case .pins(let pins) = account.hostKeys, pins == ["ssh-rsa \(Self.pin)", Self.pin],
            case .agent(socket: nil) = account.credentials[1]
        else {
            Issue.record("\(account.hostKeys)")
            return
        }
    }

    @Test(
        arguments: [
            ("host", "sftp://sftp.example.edu", "'path'"), ("host", "library@sftp.example.edu", "'user'"),
            ("host", "-oProxyCommand=x", "neither"), ("host", "a b", "neither"), ("host", "a:22", "neither"),
            ("user", "-l", "in front"), ("user", "a b", "no blanks"), ("path", "../out", "without '..'"),
            ("path", "//x", "without '..'"), ("agent", "maybe", "socket"), ("jump", "gate", "user@host:port"),
            ("jump", "me@-x:22", "user@host:port"), ("jump", "me@gate:0", "user@host:port"),
            ("jump", "me@2001:db8::1:22", "user@host:port"), ("key", "file:/keys/campus.pub", ".pub"),
        ])
    func `is refused with what is wrong`(key: String, value: String, word: String) {
        let found = complaints([key: Self.text(value)])
        #expect(found.count == 1 && found[0].hasPrefix("\(key): ") && found[0].contains(word), "\(found)")
    }

    @Test(
        arguments: [
            ("MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "MD5"),
            ("16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", "MD5"), ("SHA1:abc", "SHA-1"),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI", "a key, not its fingerprint"), ("SHA256:short", "no fingerprint"),
            ("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF!", "no fingerprint"),
            ("sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "no fingerprint"), ("", "no fingerprint"),
        ])
    func `is not pinned to what is no fingerprint`(pin: String, word: String) {
        let found = complaints(["host_keys": Self.list([Self.pin, pin])])
        #expect(found.count == 1 && found[0].contains(word), "\(found)")
    }

    @Test func `needs something to log in with`() {
        #expect(complaints([:], without: "key").map { $0.prefix(4) } == ["key:"])
        #expect(complaints(["password": Self.text("credential:x")], without: "key").isEmpty)
        #expect(complaints(["agent": Self.text("/run/agent")], without: "key").isEmpty)
        #expect(complaints(["agent": Self.text("no")]).isEmpty)
        let found = complaints(
            ["agent": Self.text("yes"), "passphrase": Self.text("env:X"), "certificate": Self.text("c")], without: "key"
        )
        #expect(found.map { $0.prefix(11) } == ["passphrase:", "certificate"])
    }

    @Test func `does not want what the wished channel cannot do`() {
        let extra = [
            "channel": Self.text("libssh2"), "jump": Self.text("me@gate:22"), "certificate": Self.text("c-cert.pub"),
        ]
        #expect(complaints(extra).map { $0.prefix(5) } == ["certi", "jump:"])
        #expect(complaints(["jump": Self.text("me@[2001:db8::1]:22")]).isEmpty)
    }

    @Test func `has one way to say which host is right, and a day for what is weak`() {
        let both = ["host_keys": Self.list([Self.pin]), "known_hosts": Self.text("hosts")]
        #expect(complaints(both).map { $0.prefix(12) } == ["known_hosts:"])
        #expect(complaints(["host_keys": Self.list([])]).count == 1)
        for day in ["2027-6-30", "2027-02-30", "30.06.2027", "soon"] {
            let block = Self.block([
                ("algorithms", Self.list(["ssh-rsa"])), ("until", Self.text(day)), ("reason", Self.text("old")),
            ])
            #expect(complaints(["legacy": block]).map { $0.prefix(13) } == ["legacy.until:"], "\(day)")
        }
        #expect(complaints(["timeouts": Self.block([("connect", Self.text("0"))])]).count == 1)
    }

    @Test func `warns of secrets in the environment, of keys that will not do, and of weak algorithms`() throws {
        let keys = try KeyGenerator()
        try keys.key("locked", passphrase: "correct horse")
        try keys.key("plain")
        func doubts(_ extra: [String: Node]) throws -> [String] {
            try transport(extra).doubts().map { doubt in
                #expect(doubt.severity == .warning)
                return "\(doubt.key.dropFirst(19)): \(doubt.message)"
            }
        }
        func file(_ name: String) -> Node { Self.text("file:\(keys.scratch.at(name))") }
        #expect(try doubts(["key": file("plain")]).isEmpty)
        #expect(try doubts(["key": file("plain"), "passphrase": Self.text("credential:x")]).count == 1)
        #expect(try doubts(["key": file("locked")]).first?.contains("has a passphrase") == true)
        #expect(try doubts(["key": file("none")]).first?.contains("There is no such file") == true)
        let secret = try doubts(["key": file("plain"), "password": Self.text("env:CAMPUS")])
        #expect(secret.count == 1 && secret[0].hasPrefix("password: ") && secret[0].contains("CAMPUS"))
        let legacy = Self.block([
            ("algorithms", Self.list(["ssh-rsa"])), ("until", Self.text("2027-06-30")), ("reason", Self.text("old")),
        ])
        #expect(
            try doubts(["key": file("plain"), "legacy": legacy]).first?.contains("until 2027-06-30: ssh-rsa (old)")
                == true)
        let day = 86_400
        let lastDay = try #require(CivilDate(year: 2027, month: 6, day: 30)).daysSince1970 * day
        for (moment, hasPassed) in [(lastDay + day - 1, false), (lastDay + day, true)] {
            let words = try transport(["key": file("plain"), "legacy": legacy]).doubts(at: Moment(seconds: moment))
            #expect(words.count == 1 && words[0].key.hasSuffix(".legacy"))
            #expect(words[0].message.contains("that day has passed") == hasPassed, "\(words[0].message)")
        }
    }
}
