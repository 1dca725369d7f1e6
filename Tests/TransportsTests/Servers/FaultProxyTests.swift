import Glibc
import Machine
import ServerKit
import Testing

/// Through a server that sends back what it gets, and then ends in order.
@Suite struct `The fault proxy` {
    private let echo: EchoServer

    init() throws { echo = try EchoServer() }

    private func through(_ plans: NetworkPlan...) throws -> FaultProxy {
        plans.count == 1 ? try FaultProxy(to: echo.port, plans[0]) : try FaultProxy(to: echo.port, plans[0], plans[1])
    }

    private let sent = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    @Test func `passes on every byte when it is told nothing`() throws {
        let proxy = try through(.clean)
        let talk = Talk(proxy, sending: sent)
        #expect(talk.received == sent)
        #expect(talk.ending == .ended)
        #expect(proxy.waitForLog("closed"))
        #expect(proxy.bytes == (200_000, 200_000))
        #expect(proxy.connections == 1)
        #expect(proxy.strikes == [])
    }

    @Test(arguments: [0, 1, 32_769, 199_999]) func `cuts both directions behind a byte`(_ place: Int) throws {
        let proxy = try through(.strike(.cut, .down, after: place), .clean)
        let first = Talk(proxy, sending: sent)
        #expect(first.received == Array(sent.prefix(place)))
        #expect(first.ending == .ended)
        #expect(proxy.strikes == ["1 down-cut"])
        #expect(Talk(proxy, sending: sent).received == sent)
        #expect(proxy.connections == 2)
    }

    @Test func `cuts on the way up`() throws {
        let proxy = try through(.strike(.cut, .up, after: 1000))
        #expect(Talk(proxy, sending: sent).received.count <= 1000)
        #expect(proxy.waitForLog("closed"))
        #expect(proxy.bytes.up == 1000)
    }

    @Test func `resets`() throws {
        #expect(Talk(try through(.strike(.reset, .down, after: 5000)), sending: sent).ending == .reset)
        #expect(Talk(try through(.refuse), sending: sent).ending == .reset)
    }

    @Test func `half-closes: what was sent before still comes back`() throws {
        let talk = Talk(try through(.strike(.half, .up, after: 5000)), sending: sent, ends: false)
        #expect(talk.received == Array(sent.prefix(5000)))
        #expect(talk.ending == .ended)
    }

    @Test func `stalls, loses, and swallows connections without a word`() throws {
        for plan in [NetworkPlan.strike(.stall, .down, after: 777), .strike(.lose, .down, after: 777)] {
            let talk = Talk(try through(plan), sending: Array(sent.prefix(5000)), patience: 1)
            #expect(talk.received == Array(sent.prefix(777)))
            #expect(talk.ending == .silence)
        }
        #expect(Talk(try through(.blackhole), sending: [1], patience: 1).ending == .silence)
    }

    @Test func `turns one bit of one byte`() throws {
        let talk = Talk(try through(.corrupt(.down, byte: 70_000)), sending: sent)
        try #require(talk.received.count == sent.count)
        #expect(zip(talk.received, sent).enumerated().filter { $1.0 != $1.1 }.map(\.offset) == [70_000])
        #expect(talk.received[70_000] == sent[70_000] ^ 1)
    }

    @Test func `keeps to a rate`() throws {
        let begun = WallClock.steady()
        let talk = Talk(try through(.rate(.down, bytesPerSecond: 4)), sending: [1, 2, 3, 4])
        #expect(talk.received == [1, 2, 3, 4])
        #expect((0.7...20).contains(WallClock.steady() - begun))
    }

    @Test func `is as far away as it is told, and no wider than its window`() throws {
        let begun = WallClock.steady()
        #expect(Talk(try through(.distance(roundTripMilliseconds: 200)), sending: [7]).received == [7])
        #expect(WallClock.steady() - begun >= 0.2)
        let again = WallClock.steady()
        // 200,000 bytes with 65,536 under way: three journeys at least, and as many back.
        #expect(
            Talk(try through(.distance(roundTripMilliseconds: 200, window: 65_536)), sending: sent).received == sent)
        #expect(WallClock.steady() - again >= 0.4)
    }

    @Test func `takes its time to accept`() throws {
        let begun = WallClock.steady()
        #expect(Talk(try through(.slowAccept(milliseconds: 300)), sending: [7]).received == [7])
        #expect(WallClock.steady() - begun >= 0.3)
    }

    @Test func `stands before a real server, and is gone afterwards`() throws {
        let server = try SSHServer()
        var proxy: FaultProxy? = try FaultProxy(
            to: server.port, .strike(.cut, .down, after: 3000), .distance(roundTripMilliseconds: 20))
        let port = try #require(proxy?.port)
        #expect(try SFTPProgram(server, port: port).run(["pwd"]).status == 255)
        #expect(try SFTPProgram(server, port: port).run(["pwd"]).status == 0)
        let processes = try #require(proxy?.processes)
        #expect(processes.count == 1)
        proxy = nil
        #expect(processes.filter(ProcessTree.isThere) == [])
        #expect(LoopbackPort.connect(port) == nil)
    }
}
