import Exchange
import Glibc
import Machine
import ServerKit
import Synchronization
import Testing

@testable import Transports

@Suite struct `Dialling a host` {
    private func limit(_ milliseconds: Int = 10_000, _ abort: Abort = .never) -> TimeLimit {
        TimeLimit(milliseconds: milliseconds, abort: abort)
    }

    private func addresses(_ texts: String...) -> [HostAddress] { texts.compactMap { HostAddress($0) } }

    @Test func `connects to IPv4 and IPv6, and says where`() throws {
        for host in ["127.0.0.1", "::1"] {
            let listener = try Listener(host)
            let dialled = try Dialling.connect(host, port: listener.port, rule: nil, limit: limit())
            #expect(dialled.address.description == host)
            #expect(fcntl(dialled.socket.descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
    }

    @Test func `a port where nobody listens is place.unreachable at once`() throws {
        let port = try LoopbackPort.free()
        let start = WallClock.steady()
        let fault = #expect(throws: Fault.self) {
            try Dialling.connect("127.0.0.1", port: port, rule: nil, limit: limit())
        }
        #expect(fault?.code == .placeUnreachable && fault?.disposition == .retry(after: 30))
        #expect(fault?.message.contains("127.0.0.1: Connection refused") == true)
        #expect(WallClock.steady() - start < 2)
    }

    @Test func `an address the connection does not allow is never connected to`() throws {
        let listener = try Listener()
        let rule = try #require(AddressRule(["10.0.0.0/8"]))
        let fault = #expect(throws: Fault.self) {
            try Dialling.connect("127.0.0.1", port: listener.port, rule: rule, limit: limit())
        }
        #expect(fault?.code == .placeAddress)
        #expect(fault?.message.contains("127.0.0.1") == true && fault?.message.contains("10.0.0.0/8") == true)
    }

    @Test func `a name that leads elsewhere as well is dialled only where it may`() throws {
        let found = addresses("169.254.169.254", "10.1.1.1", "203.0.113.5", "::1")
        let rule = try #require(AddressRule(["10.0.0.0/8"]))
        let allowed = try Dialling.resolve("sftp.example.org", rule: rule, limit: limit()) { _ in .found(found) }
        #expect(allowed == addresses("10.1.1.1"))
        let anywhere = try Dialling.resolve("sftp.example.org", rule: nil, limit: limit()) { _ in .found(found) }
        #expect(anywhere == addresses("10.1.1.1", "::1", "203.0.113.5"))
        let fault = #expect(throws: Fault.self) {
            try Dialling.resolve("meta.example.org", rule: nil, limit: limit()) { _ in
                .found([HostAddress(bytes: [169, 254, 169, 254])])
            }
        }
        #expect(fault?.code == .placeAddress && fault?.message.contains("169.254.169.254") == true)
    }

    @Test func `families take turns, the resolver's first one first`() {
        let found = addresses("::1", "::2", "::3", "10.0.0.1")
        #expect(Dialling.takingTurns(found) == addresses("::1", "10.0.0.1", "::2", "::3"))
    }

    @Test func `an unknown name is place.unreachable and not tried again`() {
        let fault = #expect(throws: Fault.self) {
            try Dialling.resolve("nowhere.invalid", rule: nil, limit: limit()) { _ in .failed(EAI_NONAME) }
        }
        #expect(fault?.code == .placeUnreachable && fault?.disposition == .stop)
        #expect(fault?.message.contains("nowhere.invalid") == true)
    }

    @Test func `the system's resolver knows this machine`() throws {
        let found = try Dialling.resolve("localhost", rule: nil, limit: limit())
        #expect(found.contains { ["127.0.0.1", "::1"].contains($0.description) })
    }

    @Test func `a resolver that hangs is left behind when the time is over`() throws {
        let isOver = Atomic(false)
        let start = WallClock.steady()
        let fault = #expect(throws: Fault.self) {
            try Dialling.resolve("slow.example.org", rule: nil, limit: limit(200)) { _ in
                while !isOver.load(ordering: .relaxed) { WallClock.sleep(milliseconds: 5) }
                return .found([])
            }
        }
        isOver.store(true, ordering: .relaxed)
        #expect(fault?.code == .placeUnreachable && fault?.disposition == .retry(after: 30))
        #expect(WallClock.steady() - start < 2)
    }

    @Test func `stops on request while it resolves`() {
        let fault = #expect(throws: Fault.self) {
            try Dialling.resolve("slow.example.org", rule: nil, limit: limit(60_000, Abort { true })) { _ in .found([])
            }
        }
        #expect(fault?.code == .placeAborted)
    }

    @Test func `a dead address costs a quarter of a second`() throws {
        // One port at both addresses: somebody else may have it at one of them.
        var pair: (FullListener, Listener)?
        for _ in 0..<50 where pair == nil {
            let dead = try FullListener("127.0.0.2")
            if let alive = try? Listener("127.0.0.1", port: dead.port) { pair = (dead, alive) }
        }
        let (dead, listener) = try #require(pair)
        defer { withExtendedLifetime(dead) {} }
        let start = WallClock.steady()
        let dialled = try DialAttempts(
            host: "test", port: listener.port, addresses: addresses("127.0.0.2", "127.0.0.1")
        ).run(limit())
        #expect(dialled.address.description == "127.0.0.1")
        #expect((0.2..<2).contains(WallClock.steady() - start))
    }

    @Test func `nobody who answers is place.unreachable when the time is over`() throws {
        let dead = try FullListener("127.0.0.2")
        let start = WallClock.steady()
        let fault = #expect(throws: Fault.self) {
            try Dialling.connect("127.0.0.2", port: dead.port, rule: nil, limit: limit(300))
        }
        #expect(fault?.code == .placeUnreachable && fault?.message.contains("127.0.0.2: no answer") == true)
        #expect((0.25..<2).contains(WallClock.steady() - start))
    }
}
