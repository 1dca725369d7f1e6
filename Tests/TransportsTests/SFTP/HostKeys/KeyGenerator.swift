import Exchange
import Machine
import ServerKit
import Testing

/// OpenSSH's own ssh-keygen: it makes keys, and knows better.
struct KeyGenerator {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Makes a key pair `name` and `name.pub`.
    @discardableResult
    func key(
        _ name: String, _ type: String = "ed25519", bits: Int? = nil, passphrase: String = "", format: String? = nil
    ) throws -> SecretSource {
        var arguments = ["-q", "-t", type, "-N", passphrase, "-C", "test", "-f", scratch.at(name)]
        if let bits { arguments += ["-b", String(bits)] }
        if let format { arguments += ["-m", format] }
        _ = try run(arguments)
        return .file(scratch.at(name))
    }

    /// `ssh-ed25519 AAAA…` of a pair.
    func line(_ name: String) -> String {
        (scratch.text("\(name).pub") ?? "").split(separator: " ").prefix(2).joined(separator: " ")
    }

    func blob(_ name: String) throws -> [UInt8] {
        try #require(Base64.bytes((line(name).split(separator: " ").last ?? "").utf8))
    }

    /// As `ssh-keygen -l` prints it.
    func fingerprint(_ name: String) throws -> String {
        let words = try run(["-l", "-f", scratch.at("\(name).pub")]).split(separator: " ")
        return words.count > 1 ? String(words[1]) : ""
    }

    func run(_ arguments: [String]) throws -> String {
        let child = ChildProcess("/usr/bin/ssh-keygen", arguments, environment: [:], deadlineMilliseconds: 60_000)
        let outcome = try child.run()
        #expect(outcome.status == 0, "\(arguments): \(outcome.lastWords)")
        return String(decoding: outcome.output, as: UTF8.self)
    }

    /// Whether it finds the host in a known_hosts file.
    func finds(_ host: String, in file: String) throws -> Bool {
        let child = ChildProcess(
            "/usr/bin/ssh-keygen", ["-F", host, "-f", scratch.at(file)], environment: [:], deadlineMilliseconds: 60_000)
        return try child.run().status == 0
    }
}
