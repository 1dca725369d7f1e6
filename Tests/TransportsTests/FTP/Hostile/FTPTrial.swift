import ConformanceKit
import Exchange
import Machine
import ServerKit

@testable import Transports

/// Sessions with a server that lies.
final class FTPTrial {
    let server: MisbehavingFTP
    let memory = KeptMemory()
    var timeouts = PlaceTimeouts(
        connectMilliseconds: 5000, idleMilliseconds: 1500, progressBytes: 1, progressMilliseconds: 60_000)
    var addresses = ["127.0.0.1"]
    var width = 4
    var tls = TLSPolicy()
    /// Called when a session waits before it comes back.
    var onPause: () -> Void = {}
    private let scratch: Scratch

    init(_ server: MisbehavingFTP) throws {
        self.server = server
        scratch = try Scratch()
        try TextFile.write(scratch.at("password"), server.password + "\n", mode: 0o600)
        tls.ownCertificates = server.authority
    }

    func account(user: String? = nil) -> FTPAccount {
        let isImplicit = server.security.way == .implicit
        let line = CurlLine(
            scheme: isImplicit ? "ftps" : "ftp", host: server.host, port: server.port,
            addresses: AddressRule(addresses), timeouts: timeouts, tls: tls)
        let plain = PlainFTP(reason: "a test", until: CivilDate(daysSince1970: 40_000))
        return FTPAccount(
            name: "campus", line: line, user: user ?? server.user, password: .file(scratch.at("password")),
            protection: server.security.way == .plain ? .plain(plain) : isImplicit ? .implicit : .explicit, base: "",
            width: width, temporariesAreOurs: false)
    }

    func visit() -> Visit {
        Visit(memory: memory, now: { Moment(seconds: 1_795_281_676) }, sleep: { [unowned self] _ in onPause() })
    }

    /// One conversation, that does not come back.
    func session() throws(Fault) -> FTPSession { try FTPSession(account(), visit()) }

    /// A conversation that comes back, at once.
    func returning(tries: Int = 4) throws(Fault) -> RetryingSession {
        try RetryingSession(
            server.host, policy: RetryPolicy(tries: tries, firstMilliseconds: 100), visit(), chance: { 0 }
        ) { [self] () throws(Fault) in try session() }
    }

    /// What became of one file, and what its sink got.
    func fetch(_ path: String, _ session: any Session) throws(Fault) -> (fate: Result<Int, Fault>, bytes: [UInt8]) {
        let sink = MemorySink()
        do throws(Fault) { return (try session.fetch([FetchItem(path, into: sink)])[0], sink.bytes) } catch {
            return (.failure(error), sink.bytes)
        }
    }

    func store(_ bytes: [UInt8], as path: String, _ session: any Session) -> Result<Int, Fault> {
        do throws(Fault) { return try session.store([StoreItem(GivenFile("given", bytes), as: path)])[0] } catch {
            return .failure(error)
        }
    }

    static func code<Answer>(_ fate: Result<Answer, Fault>) -> String {
        if case .failure(let fault) = fate { fault.code.name } else { "ok" }
    }
}
