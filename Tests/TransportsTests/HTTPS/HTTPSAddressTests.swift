import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Rows 38 and 39 of the failure catalogue: names that lead where they should not, or half of whose addresses are dead.
@Suite struct `Where an HTTPS name leads` {
    private let trial: HTTPSTrial

    init() throws {
        trial = try HTTPSTrial()
        try trial.server.served.write("one.txt", Array("one".utf8))
    }

    @Test func `row 38: private, loopback and link-local addresses must be named`() throws {
        trial.addresses = nil
        let inside = [
            "127.0.0.1", "10.1.2.3", "172.16.5.5", "192.168.1.1", "169.254.169.254", "::1", "fe80::1%1", "fd00::1",
            "100.64.0.1", "0.0.0.0", "::ffff:127.0.0.1",
        ]
        for address in inside {
            trial.leadsTo = [address]
            let fault = try trial.fault("files/one.txt")
            #expect(fault?.code == .placeAddress, "\(address): \(fault?.message ?? "connected")")
        }
        #expect(trial.server.requests("connection") == 0)
        trial.leadsTo = ["127.0.0.1"]
        trial.addresses = ["127.0.0.0/8"]
        #expect(try trial.fault("files/one.txt") == nil)
    }

    @Test func `row 38: the very socket is judged, not only the name`() throws {
        // A conversation is begun with an allowed address; what it would connect to is another one.
        let library = try CurlLibrary.load()
        let account = try trial.account()
        trial.addresses = ["203.0.113.0/24"]
        let strict = try trial.account()
        let address = try #require(HostAddress("203.0.113.9"))
        let loop = try CurlLoop(library, strict.line, HTTPSTrial.visit()) { _ in .found([address]) }
        #expect {
            try loop.carry { transfer throws(Fault) in
                try transfer.set(.addresses, ["\(account.line.host):\(account.line.port):127.0.0.1"])
                try transfer.set(.url, account.url("files/one.txt"))
            }
        } throws: {
            ($0 as? Fault)?.code == .placeAddress
        }
        #expect(trial.server.requests("connection") == 0)
    }

    @Test func `row 38: a name that is not known for now is tried again, one that does not exist is not`() throws {
        let account = try trial.account()
        func fault(_ number: Int32) -> Fault? {
            do throws(Fault) {
                _ = try HTTPSConversation(account, HTTPSTrial.visit()) { _ in .failed(number) }
                return nil
            } catch { return error }
        }
        // EAI_AGAIN, EAI_NONAME
        #expect(fault(-3)?.disposition == .retry(after: 30) && fault(-3)?.code == .placeUnreachable)
        #expect(fault(-2)?.disposition == .stop)
    }

    @Test func `row 38: a name that changes its mind is looked up once for a conversation`() throws {
        let account = try trial.account()
        let asked = Asked()
        let conversation = try HTTPSConversation(account, HTTPSTrial.visit()) { _ in asked.answer() }
        for _ in 0..<3 { _ = try conversation.get("files/one.txt", into: MemorySink()) }
        #expect(asked.count == 1)
    }

    @Test func `row 39: a dead address beside a good one costs a quarter of a second`() throws {
        // A listener that lets nobody in stands for the black hole.
        let hole = try FullListener("::1", port: trial.server.port())
        defer { withExtendedLifetime(hole) {} }
        trial.leadsTo = ["::1", "127.0.0.1"]
        trial.addresses = ["127.0.0.1", "::1"]
        let before = WallClock.steady()
        #expect(try trial.fault("files/one.txt", try trial.account()) == nil)
        #expect(WallClock.steady() - before < 3)
    }

    @Test func `row 39: when none answers it is said within the time to connect`() throws {
        let hole = try FullListener("127.0.0.1")
        trial.timeouts = PlaceTimeouts(
            connectMilliseconds: 800, idleMilliseconds: 10_000, progressBytes: 1, progressMilliseconds: 60_000)
        let before = WallClock.steady()
        let fault = try trial.fault("files/one.txt", try trial.account(port: hole.port))
        #expect(fault?.code == .placeUnreachable, "\(fault?.message ?? "")")
        #expect(fault?.disposition == .retry(after: 30))
        #expect(WallClock.steady() - before < 4)
    }

    @Test func `a configured proxy is what is connected to, and what is judged`() throws {
        // Nothing listens there.
        trial.proxy = CurlProxy(host: "127.0.0.1", port: 1)
        #expect(try trial.fault("files/one.txt")?.code == .placeUnreachable)
        trial.addresses = nil
        #expect(try trial.fault("files/one.txt")?.code == .placeAddress)
    }
}
