import Exchange
import Machine

/// A folder of OpenPGP keys of a test's own, and the program gpg on it. Its agent is ended with it.
package final class Keyring {
    private let scratch: Scratch
    package let path: String

    package init() throws {
        scratch = try Scratch()
        path = scratch.at("gnupg")
        try scratch.folder("gnupg")
    }

    deinit {
        _ = try? ChildProcess(
            "/usr/bin/gpgconf", ["--homedir", path, "--kill", "all"], environment: ["PATH": "/usr/bin:/bin"]
        ).run()
    }

    /// Makes a key that can sign and decrypt; its fingerprint. `day` (20240101T000000) makes it on that day, and then it
    /// expires after one.
    package func key(_ name: String, passphrase: String = "", on day: String? = nil) throws -> String {
        let made = try gpg(
            (day.map { ["--faked-system-time", $0] } ?? []) + [
                "--passphrase", passphrase, "--quick-generate-key", "\(name) <\(name)@example.edu>", "future-default",
                "default", day == nil ? "never" : "1d",
            ])
        let words = made.split(separator: "\n").first { $0.contains(" KEY_CREATED ") }?.split(separator: " ")
        guard let words, words.count > 3 else {
            throw Fault(.machineChild, .stop, "gpg made no key: \(made)")
        }
        return String(words[3])
    }

    /// What gpg said for programs. A failure is a fault.
    @discardableResult
    package func gpg(_ arguments: [String]) throws -> String {
        let child = ChildProcess(
            "/usr/bin/gpg",
            ["--homedir", path, "--batch", "--no-tty", "--yes", "--pinentry-mode", "loopback", "--status-fd", "1"]
                + ["--trust-model", "always"] + arguments,
            environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"])
        let outcome = try child.run()
        guard outcome.status == 0 else { throw Fault(.machineChild, .stop, outcome.lastWords) }
        return String(decoding: outcome.output, as: UTF8.self)
    }

    /// Gives the other one the public half of a key.
    package func share(_ key: String, with other: Keyring) throws {
        try gpg(["--output", scratch.at("\(key).pub"), "--export", key])
        try other.gpg(["--import", scratch.at("\(key).pub")])
    }
}
