import Glibc
import Machine
import Synchronization

/// Keys for tests, made once per process when first asked for, and gone when the process ends. No secret: never use
/// them for anything else.
package enum SSHKeys {
    package static let passphrase = "three blind mice"

    private struct Wish: Hashable {
        let use: String
        let kind: SSHKey.Kind
        let form: SSHKey.Form
        let isLocked: Bool
    }

    private static let made = Mutex<[Wish: SSHKey]>([:])
    private static let folder: String = {
        var template = Array("/tmp/exchange-keys.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { return "/nowhere" }
        atexit { SSHKeys.remove() }
        return String(cString: made)
    }()

    /// The key a test logs in with. All forms and locks of one kind are the same key.
    package static func client(
        _ kind: SSHKey.Kind = .ed25519, _ form: SSHKey.Form = .openssh, locked: Bool = false
    ) throws -> SSHKey {
        try key(Wish(use: "client", kind: kind, form: form, isLocked: locked))
    }

    /// A key no server knows.
    package static func stranger(_ kind: SSHKey.Kind = .ed25519) throws -> SSHKey {
        try key(Wish(use: "stranger", kind: kind, form: .openssh, isLocked: false))
    }

    /// The `generation`-th host key of a kind: another generation is a changed host key.
    package static func host(_ kind: SSHKey.Kind, generation: Int = 0) throws -> SSHKey {
        try key(Wish(use: "host\(generation)", kind: kind, form: .openssh, isLocked: false))
    }

    /// A client key with a certificate beside it (`…-cert.pub`), for the account named, and the authority that signed it.
    package static func certified(
        for account: String, validity: String = "-1h:+1h"
    ) throws -> (key: SSHKey, certificate: String, authority: SSHKey) {
        let authority = try key(Wish(use: "authority", kind: .ed25519, form: .openssh, isLocked: false))
        let plain = try stranger(.ed25519)
        let place = "\(folder)/certified-\(account)-\(validity.hashValue)"
        for end in ["", ".pub"] { try TextFile.write(place + end, TextFile.read(plain.path + end) ?? "", mode: 0o600) }
        try keygen(["-q", "-s", authority.path, "-I", "test", "-n", account, "-V", validity, "\(place).pub"])
        let key = SSHKey(
            kind: .ed25519, form: .openssh, passphrase: nil, path: place, publicLine: plain.publicLine,
            fingerprint: plain.fingerprint)
        return (key, "\(place)-cert.pub", authority)
    }

    /// The public key as RFC 4716 writes it.
    package static func exported(_ key: SSHKey) throws -> String { try keygen(["-e", "-f", "\(key.path).pub"]) }

    private static func key(_ wish: Wish) throws -> SSHKey {
        try made.withLock { made in
            if let found = made[wish] { return found }
            let plain = Wish(use: wish.use, kind: wish.kind, form: .openssh, isLocked: false)
            let first = try made[plain] ?? generate(plain)
            made[plain] = first
            let key = wish == plain ? first : try rewrite(first, as: wish)
            made[wish] = key
            return key
        }
    }

    private static func generate(_ wish: Wish) throws -> SSHKey {
        let path = "\(folder)/\(wish.use)-\(wish.kind.rawValue)"
        let bits = wish.kind == .rsa ? ["-b", "3072"] : []
        try keygen(["-q", "-t", wish.kind.rawValue] + bits + ["-N", "", "-C", "test", "-f", path])
        let words = try keygen(["-l", "-f", path]).split(separator: " ")
        let line = (TextFile.read("\(path).pub") ?? "").split(separator: " ").prefix(2).joined(separator: " ")
        guard words.count > 1, !line.isEmpty else { throw TestTrouble("ssh-keygen made no key at \(path)") }
        return SSHKey(
            kind: wish.kind, form: .openssh, passphrase: nil, path: path, publicLine: line,
            fingerprint: String(words[1]))
    }

    /// The same key written otherwise.
    private static func rewrite(_ key: SSHKey, as wish: Wish) throws -> SSHKey {
        let path = "\(key.path)-\(wish.form.rawValue)\(wish.isLocked ? "-locked" : "")"
        for end in ["", ".pub"] { try TextFile.write(path + end, TextFile.read(key.path + end) ?? "", mode: 0o600) }
        let form = wish.form == .openssh ? [] : ["-m", wish.form.rawValue]
        try keygen(["-q", "-p"] + form + ["-P", "", "-N", wish.isLocked ? passphrase : "", "-f", path])
        return SSHKey(
            kind: key.kind, form: wish.form, passphrase: wish.isLocked ? passphrase : nil, path: path,
            publicLine: key.publicLine, fingerprint: key.fingerprint)
    }

    @discardableResult
    private static func keygen(_ arguments: [String]) throws -> String {
        let said = try ChildProcess("/usr/bin/ssh-keygen", arguments, environment: ["PATH": "/usr/bin:/bin"]).run()
        guard said.status == 0 else { throw TestTrouble("ssh-keygen \(arguments): \(said.lastWords)") }
        return String(decoding: said.output, as: UTF8.self)
    }

    private static func remove() {
        for name in FolderNames.all(in: folder) { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}
