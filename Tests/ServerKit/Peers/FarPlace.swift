import Glibc

/// A server of a test as a connection in `connections.yaml` names it.
package struct FarPlace {
    package let server: SSHServer
    /// The folder a client sees as the connection's own, and what this machine sees of it.
    package private(set) var home: String
    package private(set) var files: ServedFiles
    /// With which key it is logged in.
    package var key: SSHKey
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

    private init(_ server: SSHServer, home: String, files: ServedFiles, key: SSHKey) {
        self.server = server
        self.home = home
        self.files = files
        self.key = key
        port = server.port
    }

    package var fingerprints: [String] { server.hostKeys.map(\.fingerprint) }

    /// The same server, with a new folder as the connection's own.
    package func below(_ folder: String) -> FarPlace {
        var place = self
        place.home = home == "/" ? "/\(folder)" : "\(home)/\(folder)"
        place.files = ServedFiles("\(files.folder)/\(folder)")
        mkdir(place.files.folder, 0o755)
        return place
    }

    package func with(_ lines: String...) -> FarPlace {
        var changed = self
        changed.lines += lines
        return changed
    }

    /// The connection as a person writes it; the passphrase, where there is one, is put into `folder`.
    package func connection(_ name: String, in folder: Scratch) throws -> String {
        var text = [
            "scheme: sftp", "host: 127.0.0.1", "port: \(port)", "user: \(server.user)", "path: \(home)",
            "key: file:\(key.path)",
        ]
        if let passphrase = key.passphrase {
            try TextFile.write(folder.at("passphrase-\(name)"), passphrase + "\n", mode: 0o600)
            text.append("passphrase: file:\(folder.at("passphrase-\(name)"))")
        }
        if isPinned { text.append("host_keys: [\(fingerprints.map { "\"\($0)\"" }.joined(separator: ", "))]") }
        return "  \(name):\n" + (text + lines).map { "    \($0)\n" }.joined()
    }

    /// What stands in a folder of the place, sorted, hidden files included.
    package func names(_ folder: String) -> [String] { FolderNames.all(in: "\(files.folder)/\(folder)") }
}
