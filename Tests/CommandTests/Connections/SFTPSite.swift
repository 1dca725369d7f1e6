import Exchange
import ServerKit

/// A root whose connections lead to servers of the test by SFTP.
final class SFTPSite {
    /// One connection as somebody writes it.
    struct Written {
        var name = "alma"
        let peer: any SFTPPeer
        var key: SSHKey?
        /// Further keys, a line each.
        var lines: [String] = []
        /// Whether the server's keys stand under `host_keys`.
        var isPinned = true
    }

    let site: Site

    /// The shipped connection `campus`, a folder here, and these.
    init(_ connections: Written...) throws {
        site = try Site()
        try write(connections)
    }

    func write(_ connections: [Written], institution: String? = nil) throws {
        var lines = ["connections:", "  campus: {scheme: local, path: places/campus}"]
        for connection in connections { lines += try SFTPSite.lines(connection) }
        let folder = institution.map { "\($0)/" } ?? ""
        try site.scratch.write("Profiles/\(folder)connections.yaml", lines.joined(separator: "\n") + "\n")
    }

    func run(_ words: String...) throws -> Program.Outcome { try site.program.run(["connections"] + words) }

    private static func lines(_ one: Written) throws -> [String] {
        let key = try one.key ?? SSHKeys.client()
        let pins = one.peer.hostKeys.map { "\"\($0.fingerprint)\"" }.joined(separator: ", ")
        let fields =
            [
                "scheme: sftp", "host: \(one.peer.host)", "port: \(one.peer.port)", "user: \(one.peer.user)",
                "key: file:\(key.path)",
            ] + (one.isPinned ? ["host_keys: [\(pins)]"] : []) + one.lines
        return ["  \(one.name):"] + fields.map { "    \($0)" }
    }
}
