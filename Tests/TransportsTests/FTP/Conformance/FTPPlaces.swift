import ConformanceKit
import Exchange
import Glibc
import Machine
import ServerKit

@testable import Transports

/// Empty folders on one FTP server, one for each promise, as connections that are read from settings.
final class FTPPlaces {
    private let server: any FTPPeer
    private let settings: [String: String]
    private let scratch: Scratch
    private let owner: uid_t
    private var count = 0

    init(_ server: any FTPPeer, _ settings: [String: String] = [:]) throws {
        self.server = server
        self.settings = settings
        scratch = try Scratch()
        try TextFile.write(scratch.at("password"), server.password + "\n", mode: 0o600)
        var there = stat()
        owner = stat(server.served, &there) == 0 ? there.st_uid : getuid()
    }

    /// A bench over a folder of its own, and the folder beside it that no verb may touch.
    func bench() throws -> (bench: PlaceBench, outside: ServedFiles) {
        count += 1
        let number = count
        let place = "place-\(number)"
        let (here, outside) = ("\(server.served)/\(place)", "\(server.served)/outside-\(number)")
        try make(here)
        try make(outside)
        try ServedFiles(outside).write("secret", Array("secret".utf8))
        let bench = try PlaceBench(
            transport(server.home == "/" ? "/\(place)" : "\(server.home)/\(place)"),
            makeFolder: { [self] path in
                var whole = here
                for part in path.split(separator: "/") {
                    whole += "/\(part)"
                    try make(whole)
                }
            },
            set: { trap, path in try Traps.set(trap, at: "\(here)/\(path)", outside: "../outside-\(number)") },
            fill: { path, names in
                for name in names { try ServedFiles("\(here)/\(path)").write(name, []) }
            })
        return (bench, ServedFiles(outside))
    }

    private func make(_ folder: String) throws {
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw SystemFaults.fault("make", folder) }
        chown(folder, owner, owner)
    }

    func transport(_ path: String, port: Int? = nil) throws -> any Transport {
        let mark = Mark(file: "connections.yaml", line: 1, column: 1)
        func node(_ text: String) -> Node { .scalar(text, quoted: true, mark) }
        var values = settings.mapValues(node)
        values["host"] = node(server.host)
        values["port"] = node(String(port ?? server.port))
        values["user"] = node(server.user)
        values["password"] = node("file:\(scratch.at("password"))")
        values["path"] = node(path)
        values["addresses"] = .list([node("127.0.0.1")], mark)
        if let authority = server.authority { values["ca"] = node(authority) }
        func map(_ values: [String: Node]) -> Node {
            .map(values.sorted { $0.key < $1.key }.map { Node.Pair(key: $0.key, keyMark: mark, value: $0.value) }, mark)
        }
        if server.security.way == .plain {
            values["plain_ftp"] = map(["reason": node("a test"), "until": node("2100-01-01")])
            return try FTPTransport(
                Settings(map(values), declared: FTPTransport.settings, path: "connections.campus", root: "/"))
        }
        if server.security.way == .implicit { values["tls"] = node("implicit") }
        return try FTPSTransport(
            Settings(map(values), declared: FTPSTransport.settings, path: "connections.campus", root: "/"))
    }
}
