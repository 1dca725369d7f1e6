import Glibc
import Machine

/// OpenSSH's sshd on this machine alone, on a port the kernel gave, in a folder of its own. It and its sessions are gone
/// when this object is.
package final class SSHServer: SFTPPeer {
    package let host = "127.0.0.1"
    package let port: Int
    /// Whom to log in as.
    package let user: String
    /// The folder of the server's files as this machine sees it; logins begin in it.
    package let served: String
    /// The same folder as a client sees it by absolute path: `/` where it is locked in.
    package var home: String { variant.isChrooted ? "/" : served }
    package let variant: SSHVariant
    /// In the order they are offered.
    package private(set) var hostKeys: [SSHKey]

    private let folder: ServerFolder
    private var process: KeptProcess

    /// Starts it and waits until it answers. All client keys of `SSHKeys` open it but the stranger's.
    package init(_ variant: SSHVariant = .modern) throws {
        self.variant = variant
        folder = try ServerFolder()
        hostKeys = try variant.hostKeys.map { try SSHKeys.host($0) }
        user = variant.password != nil ? "exchange" : variant.isChrooted ? "nobody" : try Account.own
        served = try SSHServer.furnish(folder, user: user, isChrooted: variant.isChrooted)
        let authorized = try SSHKey.Kind.allCases.map { try SSHKeys.client($0).publicLine }
        try TextFile.write(folder.at("authorized_keys"), authorized.joined(separator: "\n") + "\n")
        let config = SSHConfig(variant: variant, folder: folder, served: served, user: user)
        (process, port) = try SSHServer.start(config, hostKeys: hostKeys, onPort: nil)
    }

    deinit { process.end() }

    /// Ends it with all its sessions; `start` brings it back on the same port.
    package func stop() { process.end() }

    /// Starts it anew on the same port, with other host keys where `generation` is another.
    package func start(generation: Int = 0) throws {
        process.end()
        hostKeys = try variant.hostKeys.map { try SSHKeys.host($0, generation: generation) }
        let config = SSHConfig(variant: variant, folder: folder, served: served, user: user)
        (process, _) = try SSHServer.start(config, hostKeys: hostKeys, onPort: port)
    }

    /// Who may log in from now on: lines of authorized_keys.
    package func authorize(_ lines: [String]) throws {
        try TextFile.write(folder.at("authorized_keys"), lines.map { $0 + "\n" }.joined())
    }

    /// What sshd logged so far, at LogLevel VERBOSE, over all starts.
    package var log: [String] { process.log }
    /// Connections it accepted, but for the look whether it is up.
    package var connections: Int { log.count { $0.contains("Connection from ") } - starts }
    /// Logins that went well.
    package var logins: Int { log.count { $0.contains("Accepted ") && $0.contains(" for ") } }
    /// Logins that were refused: one for each key, password or answer it did not take.
    package var refusals: Int { log.count { $0.hasPrefix("Failed ") && !$0.hasPrefix("Failed none") } }
    /// sshd and its sessions, as process numbers.
    package var processes: [pid_t] { process.processes }

    @discardableResult
    package func waitForLog(_ text: String, count: Int = 1, seconds: Double = 5) -> Bool {
        process.waitForLog(text, count: count, seconds: seconds)
    }

    private var starts: Int { log.count { $0.contains("Server listening on 127.0.0.1 ") } }

    private static func furnish(_ folder: ServerFolder, user: String, isChrooted: Bool) throws -> String {
        let served = folder.at("served")
        // sshd locks nobody into a folder that others may write to, so the account's own folders stand inside.
        let (owner, group) = isChrooted ? try Account.numbers(of: user) : (getuid(), getgid())
        mkdir(served, 0o755)
        chmod(served, 0o755)
        if user == "exchange" { chown(served, Account.privateNumber, Account.privateNumber) }
        guard isChrooted else { return served }
        for name in ["in", "out"] {
            mkdir("\(served)/\(name)", 0o755)
            chown("\(served)/\(name)", owner, group)
        }
        return served
    }

    /// A port that is free may be taken by somebody else before sshd has it: then another is tried.
    private static func start(
        _ config: SSHConfig, hostKeys: [SSHKey], onPort wished: Int?
    ) throws -> (KeptProcess, Int) {
        if getuid() == 0 { mkdir("/run/sshd", 0o755) }
        var lastLog = ""
        for _ in 0..<20 {
            let port = try wished ?? LoopbackPort.free()
            let path = config.folder.at("sshd_config")
            try TextFile.write(path, config.text(port: port, hostKeys: hostKeys))
            let process = try KeptProcess(
                "/usr/sbin/sshd", ["-D", "-e", "-f", path], log: config.folder.at("log"),
                accounts: try config.accounts())
            let isUp = Patience.wait(seconds: 10) {
                !process.isRunning || LoopbackPort.greeting(port).hasPrefix("SSH-2.0")
            }
            if isUp, process.isRunning { return (process, port) }
            process.end()
            lastLog = process.log.joined(separator: "\n")
            guard lastLog.contains("Address already in use") else { break }
        }
        throw TestTrouble("sshd did not start: \(lastLog)")
    }
}
