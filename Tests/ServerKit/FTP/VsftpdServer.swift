import Exchange
import Glibc
import Machine

/// vsftpd, run from where `Tests/Servers/unpack-vsftpd` put it. Needs root, as its logins do.
package final class VsftpdServer: FTPPeer {
    package let host = "127.0.0.1"
    package private(set) var port: Int
    package let user = "exchange"
    package let password = "battery staple"
    package let security: FTPSecurity
    package let authority: String?
    package let served: String
    package let home: String

    private let folder: ServerFolder
    private let lines: [String]
    private let certificate: FTPCertificate?
    private var process: KeptProcess

    /// `lines` are further lines of its configuration. `isLocked`: clients see their folder as `/`.
    package init(_ security: FTPSecurity = .plain, isLocked: Bool = false, lines: [String] = []) throws {
        guard getuid() == 0 else { throw TestTrouble("vsftpd needs root") }
        folder = try ServerFolder()
        self.security = security
        served = folder.at("files")
        home = isLocked ? "/" : served
        certificate = security.way == .plain ? nil : try FTPCertificate(in: folder)
        authority = certificate?.authority
        let locked = isLocked ? ["chroot_local_user=YES", "allow_writeable_chroot=YES"] : []
        self.lines = lines + locked
        mkdir(served, 0o755)
        chown(served, Account.privateNumber, Account.privateNumber)
        mkdir(folder.at("empty"), 0o755)
        let others = (TextFile.read("/etc/passwd") ?? "").split(separator: "\n").map(String.init)
        let number = Account.privateNumber
        let own = "\(user):x:\(number):\(number)::\(served):/bin/sh"
        try TextFile.write(folder.at("passwd"), (others + [own]).joined(separator: "\n") + "\n")
        try TextFile.write(
            folder.at("shadow"), "\(user):\(try Account.hash(password)):20000:0:99999:7:::\n", mode: 0o600)
        (process, port) = try VsftpdServer.start(folder, security, certificate, self.lines)
    }

    deinit { process.end() }

    /// Ends it, with all its connections.
    package func stop() { process.end() }

    /// Starts it again, on another port if it must.
    package func start() throws {
        process.end()
        (process, port) = try VsftpdServer.start(folder, security, certificate, lines)
    }

    /// A line for each command and reply: `Client "127.0.0.1", "MLSD"`.
    package var log: [String] {
        (TextFile.read(folder.at("protocol")) ?? "").split(whereSeparator: \.isNewline).map(String.init)
    }

    /// How many commands of a kind came, from all clients.
    package func commands(_ verb: String) -> Int {
        log.count { $0.contains("FTP command: ") && $0.contains("\"\(verb)") }
    }

    package var logins: Int { log.count { $0.contains("OK LOGIN") } }
    package var refusals: Int { log.count { $0.contains("FAIL LOGIN") } }
    package var processes: [pid_t] { process.processes }

    private static func start(
        _ folder: ServerFolder, _ security: FTPSecurity, _ certificate: FTPCertificate?, _ lines: [String]
    ) throws -> (KeptProcess, Int) {
        let program = try UnpackedServer.vsftpd.get()
        var environment = ["LD_LIBRARY_PATH": "\(program)/usr/lib/\(UnpackedServer.machine)-linux-gnu"]
        if let text = security.openSSL {
            try TextFile.write(folder.at("openssl.cnf"), text)
            environment["OPENSSL_CONF"] = folder.at("openssl.cnf")
        }
        var lastLog: [String] = []
        for _ in 0..<20 {
            let port = try LoopbackPort.free()
            let path = folder.at("vsftpd.conf")
            let text = configuration(folder, security, certificate, port: port) + lines
            try TextFile.write(path, text.joined(separator: "\n") + "\n", mode: 0o600)
            let process = try KeptProcess(
                "\(program)/usr/sbin/vsftpd", [path], log: folder.at("log"), environment: environment,
                accounts: (folder.at("passwd"), folder.at("shadow")))
            let isUp = isReady(process, port, isTalking: security.way != .implicit)
            if isUp, process.isRunning { return (process, port) }
            process.end()
            lastLog = process.log
            guard lastLog.contains(where: { $0.contains("in use") }) else { break }
        }
        throw TestTrouble("vsftpd did not start: \(lastLog.joined(separator: "\n"))")
    }

    private static func isReady(_ process: KeptProcess, _ port: Int, isTalking: Bool) -> Bool {
        Patience.wait(seconds: 15) {
            if !process.isRunning { return true }
            if isTalking { return LoopbackPort.greeting(port).hasPrefix("220") }
            guard let made = LoopbackPort.connect(port) else { return false }
            close(made)
            return true
        }
    }

    private static func configuration(
        _ folder: ServerFolder, _ security: FTPSecurity, _ certificate: FTPCertificate?, port: Int
    ) -> [String] {
        var lines = [
            "listen=YES", "listen_address=127.0.0.1", "listen_port=\(port)", "background=NO", "anonymous_enable=NO",
            "local_enable=YES", "write_enable=YES", "local_umask=022", "pam_service_name=other",
            "secure_chroot_dir=\(folder.at("empty"))", "seccomp_sandbox=NO", "tcp_wrappers=NO", "log_ftp_protocol=YES",
            "xferlog_enable=YES", "vsftpd_log_file=\(folder.at("protocol"))", "connect_from_port_20=NO",
            "max_login_fails=20", "delay_failed_login=0",
        ]
        guard let certificate else { return lines }
        lines += [
            "ssl_enable=YES", "rsa_cert_file=\(certificate.certificate)", "rsa_private_key_file=\(certificate.key)",
            "ssl_ciphers=HIGH", "force_local_logins_ssl=YES", "force_local_data_ssl=YES",
            "require_ssl_reuse=\(security.needsReuse ? "YES" : "NO")",
            "implicit_ssl=\(security.way == .implicit ? "YES" : "NO")",
        ]
        return lines
    }
}
