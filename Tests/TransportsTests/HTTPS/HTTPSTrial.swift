import Exchange
import Glibc
import ServerKit

@testable import Transports

/// An HTTPS server of a test's own, and conversations with it under the name its certificate is for.
final class HTTPSTrial {
    let server: HTTPSServer
    var login = HTTPSLogin.nobody
    var largest = 64 << 20
    var addresses: [String]? = ["127.0.0.1"]
    var timeouts = PlaceTimeouts(
        connectMilliseconds: 10_000, idleMilliseconds: 10_000, progressBytes: 1, progressMilliseconds: 60_000)
    var pins: [TLSPin] = []
    var isCapped = false
    var proxy: CurlProxy?
    /// What the name leads to.
    var leadsTo = ["127.0.0.1"]

    init(_ ports: [HTTPSServer.Port] = [HTTPSServer.Port()], workshop: CertificateWorkshop? = nil) throws {
        signal(SIGPIPE, SIG_IGN)
        server = try HTTPSServer(ports, workshop: workshop)
    }

    func account(
        _ name: String = "good-rsa2048", host: String = CertificateWorkshop.host, port: Int? = nil,
        authority: String? = nil
    ) throws -> HTTPSAccount {
        let rule = try addresses.map { entries in
            guard let rule = AddressRule(entries) else { throw TestTrouble("no addresses: \(entries)") }
            return rule
        }
        let policy = TLSPolicy(
            ownCertificates: authority ?? server.workshop.authority(of: name), pins: pins, isCapped: isCapped)
        return HTTPSAccount(
            name: "data",
            line: CurlLine(
                scheme: "https", host: host, port: port ?? server.port(name), addresses: rule, timeouts: timeouts,
                tls: policy, proxy: proxy),
            base: "", login: login, largest: largest)
    }

    func conversation(_ account: HTTPSAccount, abort: Abort = .never) throws(Fault) -> HTTPSConversation {
        let found = leadsTo.compactMap { HostAddress($0) }
        return try HTTPSConversation(account, HTTPSTrial.visit(abort)) { _ in .found(found) }
    }

    func conversation() throws -> HTTPSConversation { try conversation(try account()) }

    /// The fault of a GET, nil where there is none.
    func fault(_ path: String, _ account: HTTPSAccount? = nil, isFile: Bool = true) throws -> Fault? {
        let account = try account ?? self.account()
        do throws(Fault) {
            let conversation = try conversation(account)
            defer { conversation.close() }
            _ = try conversation.carry(HTTPSRequest(.get, path, isFile: isFile))
            return nil
        } catch {
            return error
        }
    }

    static func visit(_ abort: Abort = .never) -> Visit {
        Visit(abort: abort, now: { Moment(seconds: 1_795_267_800) }, sleep: { _ in })
    }
}
