import Exchange
import Machine

/// Reads a known_hosts file, which decides whom we trust: so not one that others could change.
enum KnownHostsFile {
    /// 4 MiB.
    static let limit = 4 << 20

    /// Throws `sftp.knownhosts`.
    static func read(_ path: String) throws(Fault) -> KnownHosts {
        do throws(Fault) {
            let file = try Folder.openAnywhere(path)
            let found = try file.attributes()
            guard found.mode & 0o022 == 0 else { throw unusable(path, "others may change it.") }
            guard found.size <= limit else { throw unusable(path, "it is larger than 4 MiB.") }
            var bytes: [UInt8] = []
            try file.eachChunk { chunk throws(Fault) in
                bytes += chunk.withUnsafeBytes { Array($0) }
                return bytes.count <= limit ? .more : .enough
            }
            return KnownHosts(bytes)
        } catch {
            throw error.code == .sftpKnownHosts ? error : unusable(path, error.message)
        }
    }

    private static func unusable(_ path: String, _ why: String) -> Fault {
        Fault(.sftpKnownHosts, .stop, "The known_hosts file \(path) cannot be used: \(why)", context: ["path": path])
    }
}
