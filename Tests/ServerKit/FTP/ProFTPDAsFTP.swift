import Exchange
import Glibc
import Machine

/// ProFTPD for FTP and FTPS: a server with MLSD, MFMT and HASH, which vsftpd has not.
package final class ProFTPDAsFTP: FTPPeer {
    package let host = "127.0.0.1"
    package let port: Int
    package let user = "exchange"
    package let password = "battery staple"
    package let security: FTPSecurity
    package let authority: String?
    package let served: String
    package var home: String { served }

    private let folder: ServerFolder
    private let process: KeptProcess

    /// `lines` are further lines of its configuration.
    package init(_ security: FTPSecurity = .plain, lines: [String] = []) throws {
        folder = try ServerFolder()
        self.security = security
        served = folder.at("files")
        let certificate = security.way == .plain ? nil : try FTPCertificate(in: folder)
        authority = certificate?.authority
        mkdir(served, 0o755)
        let (owner, group) = getuid() == 0 ? (Account.privateNumber, Account.privateNumber) : (getuid(), getgid())
        chown(served, owner, group)
        try TextFile.write(
            folder.at("users"), "\(user):\(try Account.hash(password)):\(owner):\(group)::\(served):/bin/sh\n",
            mode: 0o600)
        try TextFile.write(folder.at("groups"), "\(user):x:\(group):\n", mode: 0o600)
        (process, port) = try ProFTPDAsFTP.start(folder, security, certificate, lines)
    }

    deinit { process.end() }

    private static func start(
        _ folder: ServerFolder, _ security: FTPSecurity, _ certificate: FTPCertificate?, _ lines: [String]
    ) throws -> (KeptProcess, Int) {
        let program = try UnpackedServer.proftpd.get()
        var environment = ["LD_LIBRARY_PATH": "\(program)/usr/lib/\(UnpackedServer.machine)-linux-gnu"]
        if let text = security.openSSL {
            try TextFile.write(folder.at("openssl.cnf"), text)
            environment["OPENSSL_CONF"] = folder.at("openssl.cnf")
        }
        var lastLog: [String] = []
        for _ in 0..<20 {
            let port = try LoopbackPort.free()
            let path = folder.at("proftpd.conf")
            let text =
                plainLines(program, folder, port: port) + tlsLines(security, certificate, folder) + lines
            try TextFile.write(path, text.joined(separator: "\n") + "\n")
            let process = try KeptProcess(
                "\(program)/usr/sbin/proftpd", ["-n", "-q", "-c", path], log: folder.at("log"),
                environment: environment)
            let isUp = Patience.wait(seconds: 15) {
                if !process.isRunning { return true }
                if security.way != .implicit { return LoopbackPort.greeting(port).hasPrefix("220") }
                guard let made = LoopbackPort.connect(port) else { return false }
                close(made)
                return true
            }
            if isUp, process.isRunning { return (process, port) }
            process.end()
            lastLog = process.log
            guard lastLog.contains(where: { $0.contains("in use") }) else { break }
        }
        throw TestTrouble("ProFTPD did not start: \(lastLog.joined(separator: "\n"))")
    }

    private static func plainLines(_ program: String, _ folder: ServerFolder, port: Int) -> [String] {
        [
            "ModulePath \(program)/usr/lib/proftpd", "ServerName test", "ServerType standalone",
            "DefaultAddress 127.0.0.1", "SocketBindTight on", "UseIPv6 off", "UseReverseDNS off", "Port \(port)",
            getuid() == 0 ? "User root\nGroup root" : "", "AuthUserFile \(folder.at("users"))",
            "AuthGroupFile \(folder.at("groups"))", "AuthOrder mod_auth_file.c", "RequireValidShell off",
            "ScoreboardFile \(folder.at("scoreboard"))", "PidFile \(folder.at("pid"))", "DelayEngine off",
            "SystemLog \(folder.at("log"))", "TransferLog none", "WtmpLog off",
            "MaxInstances 1000", "Umask 022", "AllowOverwrite on", "AllowStoreRestart on", "AllowRetrieveRestart on",
            "MaxLoginAttempts 20",
        ]
    }

    private static func tlsLines(
        _ security: FTPSecurity, _ certificate: FTPCertificate?, _ folder: ServerFolder
    ) -> [String] {
        guard let certificate else { return [] }
        var options: [String] = []
        if security.way == .implicit { options.append("UseImplicitSSL") }
        if !security.needsReuse { options.append("NoSessionReuseRequired") }
        return [
            "LoadModule mod_tls.c", "TLSEngine on", "TLSRequired on", "TLSLog \(folder.at("tls.log"))",
            "TLSECCertificateFile \(certificate.certificate)", "TLSECCertificateKeyFile \(certificate.key)",
            "TLSVerifyClient off", options.isEmpty ? "" : "TLSOptions \(options.joined(separator: " "))",
        ]
    }
}
