import Glibc

/// A server of a test as a connection in `connections.yaml` names it.
package struct FarPlace {
    private let ssh: SSHServer?
    private let ftp: (any FTPPeer)?
    /// The folder a client sees as the connection's own, and what this machine sees of it.
    package private(set) var home: String
    package private(set) var files: ServedFiles
    /// With which key it is logged in, where that is SSH's.
    package var key: SSHKey?
    /// Whether the connection pins the server's keys; else somebody must trust them first.
    package var isPinned = true
    /// Where else than the server itself is connected to.
    package var port: Int
    /// What would be gone otherwise while it is still connected to.
    private var behind: MisbehavingServer?
    /// Further lines of the connection.
    package var lines: [String] = []

    package init(_ server: SSHServer, key: SSHKey) {
        self.init(server, home: server.home, files: ServedFiles(server.served), key: key)
    }

    package init(_ server: MisbehavingServer, key: SSHKey) {
        self.init(server.server, home: "/", files: server.served, key: key)
        behind = server
    }

    /// A place by FTP or FTPS, logged in with the server's one password.
    package init(_ server: any FTPPeer) {
        (ssh, ftp) = (nil, server)
        home = server.home
        files = ServedFiles(server.served)
        port = server.port
    }

    private init(_ server: SSHServer, home: String, files: ServedFiles, key: SSHKey) {
        (ssh, ftp) = (server, nil)
        self.home = home
        self.files = files
        self.key = key
        port = server.port
    }

    /// The SSH server; only of a place that has one.
    package var server: SSHServer {
        guard let ssh else { preconditionFailure("this place is no SSH server's") }
        return ssh
    }

    package var fingerprints: [String] { server.hostKeys.map(\.fingerprint) }

    /// The same server, with a new folder as the connection's own.
    package func below(_ folder: String) -> FarPlace {
        var place = self
        place.home = home == "/" ? "/\(folder)" : "\(home)/\(folder)"
        place.files = ServedFiles("\(files.folder)/\(folder)")
        make(folder)
        return place
    }

    /// A folder of the place, its account's own.
    package func make(_ folder: String) {
        let path = "\(files.folder)/\(folder)"
        mkdir(path, 0o755)
        var above = stat()
        if stat(files.folder, &above) == 0 { chown(path, above.st_uid, above.st_gid) }
    }

    package func with(_ lines: String...) -> FarPlace {
        var changed = self
        changed.lines += lines
        return changed
    }

    /// The connection as a person writes it; the passphrase, where there is one, is put into `folder`.
    package func connection(_ name: String, in folder: Scratch) throws -> String {
        if let ftp { return try connection(name, ftp, in: folder) }
        var text = [
            "scheme: sftp", "host: 127.0.0.1", "port: \(port)", "user: \(server.user)", "path: \(home)",
        ]
        if let key { text.append("key: file:\(key.path)") }
        if let passphrase = key?.passphrase {
            try TextFile.write(folder.at("passphrase-\(name)"), passphrase + "\n", mode: 0o600)
            text.append("passphrase: file:\(folder.at("passphrase-\(name)"))")
        }
        if isPinned { text.append("host_keys: [\(fingerprints.map { "\"\($0)\"" }.joined(separator: ", "))]") }
        return "  \(name):\n" + (text + lines).map { "    \($0)\n" }.joined()
    }

    private func connection(_ name: String, _ server: any FTPPeer, in folder: Scratch) throws -> String {
        let password = folder.at("password-\(name)")
        try TextFile.write(password, server.password + "\n", mode: 0o600)
        var text = [
            "scheme: \(server.security.way == .plain ? "ftp" : "ftps")", "host: 127.0.0.1", "port: \(port)",
            "user: \(server.user)", "path: \(home)", "password: file:\(password)", "addresses: [127.0.0.1]",
        ]
        switch server.security.way {
        case .plain: text.append("plain_ftp: {reason: a test, until: 2100-01-01}")
        case .implicit: text.append("tls: implicit")
        case .explicit: break
        }
        if let authority = server.authority { text.append("ca: \(authority)") }
        return "  \(name):\n" + (text + lines).map { "    \($0)\n" }.joined()
    }

    /// What stands in a folder of the place, sorted, hidden files included.
    package func names(_ folder: String) -> [String] { FolderNames.all(in: "\(files.folder)/\(folder)") }
}
