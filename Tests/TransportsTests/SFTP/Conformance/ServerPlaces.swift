import ConformanceKit
import Exchange
import Glibc
import Machine
import ServerKit

@testable import Transports

/// Empty folders on one server, one for each promise, as connections that are read from settings.
final class ServerPlaces {
    /// Texts by key, beside host, port, user and host keys.
    private let settings: [String: String]
    private let pins: [String]
    /// The server's folder as this machine sees it, and as a client does.
    private let served: String
    private let home: String
    /// Who must own what is made there behind the server's back.
    private let owner: uid_t
    private var count = 0

    init(_ server: any SFTPPeer, home: String? = nil, _ settings: [String: String]) throws {
        let plain = ["host": server.host, "port": String(server.port), "user": server.user]
        self.settings = plain.merging(settings) { $1 }
        pins = server.hostKeys.map(\.fingerprint)
        served = server.served
        self.home = home ?? server.served
        // A client that is locked in has only these for its own.
        let own = home == "/" ? "\(served)/in" : served
        var there = stat()
        owner = stat(own, &there) == 0 ? there.st_uid : getuid()
    }

    /// A bench over a folder of its own, and the folder beside it that no verb may touch.
    func bench() throws -> (bench: PlaceBench, outside: ServedFiles) {
        count += 1
        let number = count
        let place = "place-\(number)"
        let (here, outside) = ("\(served)/\(place)", "\(served)/outside-\(number)")
        try make(here)
        try make(outside)
        try ServedFiles(outside).write("secret", Array("secret".utf8))
        let bench = try PlaceBench(
            transport(home == "/" ? "/\(place)" : "\(home)/\(place)"),
            makeFolder: { [self] path in
                var whole = here
                for part in path.split(separator: "/") {
                    whole += "/\(part)"
                    try make(whole)
                }
            },
            // By a way that is the same for a client that is locked in.
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

    private func transport(_ path: String) throws -> SFTPTransport {
        let mark = Mark(file: "connections.yaml", line: 1, column: 1)
        var values = settings.mapValues { Node.scalar($0, quoted: true, mark) }
        values["path"] = .scalar(path, quoted: true, mark)
        values["host_keys"] = .list(pins.map { .scalar($0, quoted: true, mark) }, mark)
        let pairs = values.sorted { $0.key < $1.key }.map { Node.Pair(key: $0.key, keyMark: mark, value: $0.value) }
        return try SFTPTransport(
            Settings(.map(pairs, mark), declared: SFTPTransport.settings, path: "connections.campus", root: "/"))
    }
}
