import Exchange
import Glibc
import Machine

/// ProFTPD with mod_sftp: an SFTP server that is not OpenSSH. Run from where `Tests/Servers/unpack-proftpd` put it.
package final class ProFTPDServer: SFTPPeer {
    package let host = "127.0.0.1"
    package let port: Int
    package let user = "exchange"
    package let hostKeys: [SSHKey]
    package let served: String
    /// Opens it beside the client keys of `SSHKeys`.
    package static let password = "battery staple"

    private let folder: ServerFolder
    private let process: KeptProcess

    /// `lines` are further lines of its configuration.
    package init(hostKeys kinds: [SSHKey.Kind] = [.rsa], lines: [String] = []) throws {
        let program = try UnpackedServer.proftpd.get()
        folder = try ServerFolder()
        hostKeys = try kinds.map { try SSHKeys.host($0) }
        served = folder.at("files")
        mkdir(served, 0o755)
        let (owner, group) = getuid() == 0 ? (Account.privateNumber, Account.privateNumber) : (getuid(), getgid())
        chown(served, owner, group)
        try TextFile.write(
            folder.at("users"),
            "exchange:\(try Account.hash(ProFTPDServer.password)):\(owner):\(group)::\(served):/bin/sh\n", mode: 0o600)
        try TextFile.write(folder.at("groups"), "exchange:x:\(group):\n", mode: 0o600)
        try TextFile.write(
            folder.at("keys"), SSHKey.Kind.allCases.map { try SSHKeys.exported(SSHKeys.client($0)) }.joined())
        (process, port) = try ProFTPDServer.start(program, folder, hostKeys, lines)
    }

    deinit { process.end() }

    /// What mod_sftp logged so far.
    package var log: [String] {
        (TextFile.read(folder.at("sftplog")) ?? "").split(whereSeparator: \.isNewline).map(String.init)
    }
    /// Connections it accepted, but for the look whether it is up.
    package var connections: Int { max(0, log.count { $0.contains(" connected to server ") } - 1) }
    package var processes: [pid_t] { process.processes }

    private static func start(
        _ program: String, _ folder: ServerFolder, _ hostKeys: [SSHKey], _ lines: [String]
    ) throws -> (KeptProcess, Int) {
        var lastLog: [String] = []
        for _ in 0..<20 {
            let port = try LoopbackPort.free()
            let path = folder.at("proftpd.conf")
            try TextFile.write(path, configuration(program, folder, hostKeys, lines, port: port))
            let process = try KeptProcess(
                "\(program)/usr/sbin/proftpd", ["-n", "-q", "-c", path], log: folder.at("log"),
                environment: ["LD_LIBRARY_PATH": "\(program)/usr/lib/\(UnpackedServer.machine)-linux-gnu"])
            let isUp = Patience.wait(seconds: 15) {
                !process.isRunning || LoopbackPort.greeting(port).hasPrefix("SSH-2.0-mod_sftp")
            }
            if isUp, process.isRunning { return (process, port) }
            process.end()
            lastLog = process.log
            guard lastLog.contains(where: { $0.contains("in use") }) else { break }
        }
        throw TestTrouble("ProFTPD did not start: \(lastLog.joined(separator: "\n"))")
    }

    private static func configuration(
        _ program: String, _ folder: ServerFolder, _ hostKeys: [SSHKey], _ lines: [String], port: Int
    ) -> String {
        let account = getuid() == 0 ? "User root\nGroup root\n" : ""
        return """
            ModulePath \(program)/usr/lib/proftpd
            LoadModule mod_sftp.c
            ServerName test
            ServerType standalone
            DefaultAddress 127.0.0.1
            SocketBindTight on
            UseIPv6 off
            UseReverseDNS off
            Port \(port)
            \(account)AuthUserFile \(folder.at("users"))
            AuthGroupFile \(folder.at("groups"))
            AuthOrder mod_auth_file.c
            RequireValidShell off
            ScoreboardFile \(folder.at("scoreboard"))
            PidFile \(folder.at("pid"))
            DelayEngine off
            ControlsEngine off
            SystemLog \(folder.at("log"))
            TransferLog none
            WtmpLog off
            MaxInstances 1000
            Umask 022
            AllowOverwrite on
            AllowStoreRestart on
            SFTPEngine on
            \(hostKeys.map { "SFTPHostKey \($0.path)" }.joined(separator: "\n"))
            SFTPAuthorizedUserKeys file:\(folder.at("keys"))
            SFTPAuthMethods publickey password
            SFTPKeyBlacklist none
            SFTPLog \(folder.at("sftplog"))
            \(lines.joined(separator: "\n"))

            """
    }
}
