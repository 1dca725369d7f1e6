import Glibc

/// An SSH server for the logins that OpenSSH without PAM does not have: questions, expired passwords, banners. Written in
/// Python (`Tests/Servers/login_server.py`), so it is one more SFTP server that is not OpenSSH, too.
package final class LoginServer: SFTPPeer {
    /// How it lets people in.
    package enum Wish: Hashable, Sendable {
        case password(String)
        /// The password is right, and must be changed before anything else.
        case expired
        /// Asked by keyboard-interactive; several in this order, all in one round.
        case question(String, answer: String, shown: Bool = false)
        /// Each question is a round of its own.
        case rounds
        case banner(String)
        /// The client keys of `SSHKeys` open it.
        case keys
        /// Before each verdict.
        case delay(milliseconds: Int)
        /// Failures after which it hangs up (6).
        case attempts(Int)
    }

    package let host = "127.0.0.1"
    package let port: Int
    package let user = "exchange"
    package let hostKeys: [SSHKey]
    package let served: String
    private let folder: ServerFolder
    private let process: KeptProcess

    package convenience init(_ wishes: Wish..., hostKey: SSHKey.Kind = .ed25519) throws {
        try self.init(wishes, hostKey: hostKey)
    }

    package init(_ wishes: [Wish], hostKey: SSHKey.Kind = .ed25519) throws {
        folder = try ServerFolder()
        served = folder.at("files")
        mkdir(served, 0o755)
        hostKeys = [try SSHKeys.host(hostKey)]
        let lines = try SSHKey.Kind.allCases.map { try SSHKeys.client($0).publicLine + "\n" }
        try TextFile.write(folder.at("keys"), lines.joined())
        let words = wishes.flatMap { [folder] in LoginServer.words($0, keys: folder.at("keys")) }
        process = try KeptProcess(
            TestProgram.python,
            ["-W", "ignore", TestProgram.script("login_server"), served, hostKeys[0].path] + words,
            log: folder.at("log"))
        port = try process.announcedPort(seconds: 30)
    }

    deinit { process.end() }

    /// What happened so far: `connection`, `password ok`, `password refused`, `password expired`, `password changed`,
    /// `questions asked`, `questions ok`, `questions refused`, `in`, `sftp`.
    package var log: [String] { process.log }
    package var connections: Int { log.count { $0 == "connection" } }
    /// Verdicts against whoever tried to log in.
    package var refusals: Int { log.count { $0.hasSuffix(" refused") } }
    package var processes: [pid_t] { process.processes }

    @discardableResult
    package func waitForLog(_ text: String, count: Int = 1, seconds: Double = 5) -> Bool {
        process.waitForLog(text, count: count, seconds: seconds)
    }

    private static func words(_ wish: Wish, keys: String) -> [String] {
        switch wish {
        case .password(let word): ["--password", word]
        case .expired: ["--expired"]
        case .question(let text, let answer, let shown): (shown ? ["--shown"] : []) + ["--question", text, answer]
        case .rounds: ["--rounds"]
        case .banner(let text): ["--banner", text]
        case .keys: ["--keys", keys]
        case .delay(let milliseconds): ["--delay", "\(Double(milliseconds) / 1000)"]
        case .attempts(let count): ["--attempts", "\(count)"]
        }
    }
}
