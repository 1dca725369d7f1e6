import Exchange
import Glibc
import Machine
import ServerKit

@testable import Transports

/// A real server, bad networks before it, and sessions that come back, by either channel.
final class NetworkTrial {
    enum Way: String, CaseIterable, Sendable { case libssh2, openssh }

    let server: any SFTPPeer
    let memory = KeptMemory()
    fileprivate let scratch: Scratch
    /// Instead of the key every server here knows.
    var credentials: [SSHCredential]?
    var connect = 20_000
    var idle = 20_000
    var progress = (bytes: 1, milliseconds: 60_000)
    var tries = 5

    init(_ server: any SFTPPeer) throws {
        signal(SIGPIPE, SIG_IGN)
        self.server = server
        scratch = try Scratch()
        try scratch.folder("visit")
    }

    convenience init() throws { try self.init(try SSHServer()) }

    var served: ServedFiles { ServedFiles(server.served) }

    func visit(at seconds: Int = 1_795_267_800) -> Visit {
        Visit(memory: memory, scratch: scratch.at("visit"), now: { Moment(seconds: seconds) }, sleep: { _ in })
    }

    func account(_ way: Way, port: Int? = nil) throws -> SSHAccount {
        SSHAccount(
            name: "campus", host: server.host, port: port ?? server.port, user: server.user,
            credentials: try credentials
                ?? [.key(.file(SSHKeys.client().path), passphrase: nil, certificate: nil)],
            hostKeys: .pins(server.hostKeys.map(\.fingerprint)), channel: way == .libssh2 ? .libssh2 : .openssh,
            jump: nil, addresses: nil, legacy: nil,
            timeouts: SSHAccount.Timeouts(
                connectMilliseconds: connect, idleMilliseconds: idle, progressBytes: progress.bytes,
                progressMilliseconds: progress.milliseconds))
    }

    func session(_ way: Way, port: Int) throws -> RetryingSession {
        let account = try account(way, port: port)
        let visit = visit()
        let opening = SFTPOpening.standard
        let place = SFTPPlace(base: "", temporariesAreOurs: true, fileMode: nil)
        return try RetryingSession(account.address, policy: RetryPolicy(tries: tries), visit) { () throws(Fault) in
            let channel = try way == .libssh2 ? opening.libssh2(account, visit) : opening.openssh(account, visit)
            return try opening.conversation(channel, place, account, visit, [])
        }
    }

    /// A file of the server's, fetched through a network; what came of it.
    func fetch(
        _ name: String, _ way: Way, through proxy: FaultProxy
    ) throws -> (fate: Result<Int, Fault>, bytes: [UInt8]) {
        let sink = MemorySink()
        do {
            let session = try session(way, port: proxy.port)
            defer { session.close() }
            return (try session.fetch([FetchItem(name, into: sink)])[0], sink.bytes)
        } catch let fault as Fault {
            return (.failure(fault), sink.bytes)
        }
    }

    func store(_ file: any StagedFile, as name: String, _ way: Way, through proxy: FaultProxy) throws -> Result<
        Int, Fault
    > {
        do {
            let session = try session(way, port: proxy.port)
            defer { session.close() }
            return try session.store([StoreItem(file, as: name)])[0]
        } catch let fault as Fault {
            return .failure(fault)
        }
    }
}

extension NetworkTrial {
    private static let mark = Mark(file: "connections.yaml", line: 1, column: 1)

    /// The connection as a profile would have it, with one credential.
    func transport(_ way: Way, key: String = "key", at path: String? = nil) throws -> SFTPTransport {
        let pins = server.hostKeys.map { Node.scalar($0.fingerprint, quoted: true, Self.mark) }
        let values: [(String, Node)] = [
            ("host", text(server.host)), ("port", text("\(server.port)")), ("user", text(server.user)),
            ("channel", text(way.rawValue)), ("host_keys", .list(pins, Self.mark)),
            (key, text("file:\(try path ?? SSHKeys.client().path)")),
        ]
        let pairs = values.map { Node.Pair(key: $0.0, keyMark: Self.mark, value: $0.1) }
        return try SFTPTransport(
            Settings(
                .map(pairs, Self.mark), declared: SFTPTransport.settings, path: "connections.campus", root: "/"))
    }

    private func text(_ text: String) -> Node { .scalar(text, quoted: false, Self.mark) }

    /// A file of the test's, mode 0600; its path.
    func secret(_ name: String, _ words: String) throws -> String {
        try scratch.write(name, words)
        chmod(scratch.at(name), 0o600)
        return scratch.at(name)
    }
}
