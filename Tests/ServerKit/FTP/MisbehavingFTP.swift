import Glibc

/// An FTP server that lies. The table of quirks is the header of `Tests/Servers/misbehaving_ftp.py`.
package final class MisbehavingFTP: FTPPeer {
    package let host = "127.0.0.1"
    package let port: Int
    package let user = "exchange"
    package let password = "battery staple"
    package let security: FTPSecurity
    package let authority: String?
    package let served: String
    package let home = "/"

    private let folder: ServerFolder
    private let process: KeptProcess

    package init(_ quirks: Quirk..., security: FTPSecurity = .plain) throws {
        folder = try ServerFolder()
        self.security = security
        served = folder.at("files")
        mkdir(served, 0o755)
        let certificate = security.way == .plain ? nil : try FTPCertificate(in: folder)
        authority = certificate?.authority
        let script = folder.at("script")
        try MisbehavingFTP.write(quirks + (security.way == .implicit ? ["implicit"] : []), to: script)
        process = try KeptProcess(
            TestProgram.python,
            ["-I", "-S", TestProgram.script("misbehaving_ftp"), served, script]
                + (certificate.map { [$0.certificate, $0.key] } ?? []),
            log: folder.at("log"))
        port = try process.announcedPort()
    }

    deinit { process.end() }

    /// What it does wrong for connections from now on.
    package func become(_ quirks: Quirk...) throws { try become(quirks) }

    package func become(_ quirks: [Quirk]) throws {
        try MisbehavingFTP.write(quirks + (security.way == .implicit ? ["implicit"] : []), to: folder.at("script"))
    }

    /// A file of its own, for quirks that need one.
    package func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        try ServedFiles(folder.path).write(name, bytes)
        return folder.at(name)
    }

    package var files: ServedFiles { ServedFiles(served) }

    /// The commands that came, over all connections, without passwords.
    package var commands: [String] { process.log.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) } }

    package func commands(_ verb: String) -> Int { commands.count { $0 == verb || $0.hasPrefix("\(verb) ") } }

    private static func write(_ quirks: [Quirk], to path: String) throws {
        try TextFile.write(path, quirks.map { $0.line + "\n" }.joined())
    }
}
