import ConformanceKit
import Exchange
import ServerKit
import Testing

@testable import Transports

/// Row 8: what was carried before a break is not carried again, counted on the wire.
@Suite struct `A long file over a bad line` {
    private static let size = 16 << 20
    private let bytes = RetryingTrial.bytes(size)

    /// Cut three times on its way.
    private func proxy(_ trial: NetworkTrial, _ way: NetworkPlan.Way) throws -> FaultProxy {
        try FaultProxy(
            to: trial.server.port, .strike(.cut, way, after: 5 << 20), .strike(.reset, way, after: 4 << 20),
            .strike(.cut, way, after: 4 << 20), .clean)
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `is fetched once`(way: NetworkTrial.Way) throws {
        let trial = try NetworkTrial()
        try trial.served.write("long", bytes)
        let proxy = try proxy(trial, .down)
        let got = try trial.fetch("long", way, through: proxy)
        #expect(try got.fate.get() == Self.size && got.bytes == bytes)
        #expect(proxy.waitForLog("closed", count: 4) && proxy.connections == 4)
        #expect(proxy.bytes.down < Self.size * 5 / 4, "\(proxy.bytes)")
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `is stored once, and read back`(way: NetworkTrial.Way) throws {
        let trial = try NetworkTrial()
        let proxy = try proxy(trial, .up)
        #expect(try trial.store(GivenFile("long", bytes), as: "long", way, through: proxy).get() == Self.size)
        #expect(trial.served.bytes("long") == bytes && trial.served.all == ["long"])
        #expect(proxy.waitForLog("closed", count: 4) && proxy.connections == 4)
        #expect(proxy.bytes.up < Self.size * 5 / 4 && proxy.bytes.down > Self.size, "\(proxy.bytes)")
    }
}
