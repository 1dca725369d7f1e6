import ConformanceKit
import Exchange
import Machine
import ServerKit
import Testing

@testable import Transports

/// Row 10 of the failure catalogue, a server that keeps us waiting, and what else lines do to bytes.
@Suite struct `A line that` {
    private let bytes = RetryingTrial.bytes(1 << 20)
    private let trial: NetworkTrial

    init() throws {
        trial = try NetworkTrial()
        try trial.served.write("given", bytes)
        trial.tries = 1
    }

    /// The fault with which a fetch ends, in at most so many seconds.
    private func fault(
        _ way: NetworkTrial.Way, _ plan: NetworkPlan, within seconds: Double = 8
    ) throws -> Fault? {
        let proxy = try FaultProxy(to: trial.server.port, plan)
        let begun = WallClock.steady()
        let got = try trial.fetch("given", way, through: proxy)
        #expect(WallClock.steady() - begun < seconds, "\(plan.words)")
        guard case .failure(let fault) = got.fate else { return nil }
        return fault
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 10: is a black hole is given up in the time to connect`(way: NetworkTrial.Way) throws {
        trial.connect = 1500
        for plan in [NetworkPlan.blackhole, .slowAccept(milliseconds: 60_000), .strike(.stall, .down, after: 500)] {
            let fault = try fault(way, plan)
            #expect(
                fault?.code == .placeStalled && fault?.disposition == .retry(after: 60),
                "\(plan.words) \(fault?.message ?? "")")
        }
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 10: brings a byte a second is given up in the time to connect`(way: NetworkTrial.Way) throws {
        trial.connect = 1500
        for direction in NetworkPlan.Way.allCases {
            let fault = try fault(way, .rate(direction, bytesPerSecond: 1))
            #expect(fault?.code == .placeStalled, "\(fault?.message ?? "")")
        }
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 10: falls silent is given up after the longest silence`(way: NetworkTrial.Way) throws {
        trial.idle = 1500
        for plan in [
            NetworkPlan.strike(.stall, .down, after: 300_000), .strike(.lose, .down, after: 300_000),
        ] {
            let fault = try fault(way, plan)
            #expect(fault?.code == .placeStalled || fault?.code == .placeLost, "\(plan.words) \(fault?.message ?? "")")
        }
        // A store, with all its bytes under way and no answer.
        for (name, strike) in [("a", NetworkPlan.Strike.stall), ("b", .lose)] {
            let proxy = try FaultProxy(to: trial.server.port, .strike(strike, .up, after: 200_000))
            let fate = try trial.store(GivenFile("given", bytes), as: name, way, through: proxy)
            guard case .failure(let fault) = fate else {
                Issue.record("a store that stalled is said to be done")
                continue
            }
            #expect(fault.code == .placeStalled, "\(fault.message)")
        }
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 10: trickles is given up once too little has moved`(way: NetworkTrial.Way) throws {
        trial.progress = (bytes: 512 << 10, milliseconds: 1500)
        let fault = try fault(way, .rate(.down, bytesPerSecond: 60_000), within: 12)
        #expect(
            fault?.code == .placeStalled && fault?.message.contains("the connection demands") == true,
            "\(fault?.message ?? "")")
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `is slow to begin, but begins, carries all`(way: NetworkTrial.Way) throws {
        #expect(try fault(way, .slowAccept(milliseconds: 700)) == nil)
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `turns one bit brings no wrong byte`(way: NetworkTrial.Way) throws {
        trial.tries = 3
        for (direction, byte) in [
            (NetworkPlan.Way.down, 100_000), (.down, 700_001), (.down, 5000), (.up, 3000), (.down, 1200), (.up, 900),
        ] {
            let proxy = try FaultProxy(to: trial.server.port, .corrupt(direction, byte: byte), .clean)
            let got = try trial.fetch("given", way, through: proxy)
            switch got.fate {
            case .success: #expect(got.bytes == bytes, "\(direction) \(byte)")
            // Only where the two had not yet agreed on anything may it look like a server that cannot speak.
            case .failure(let fault): #expect(byte < 2500 && fault.disposition == .stop, "\(byte) \(fault.message)")
            }
        }
        let proxy = try FaultProxy(to: trial.server.port, .corrupt(.up, byte: 500_000), .clean)
        #expect(try trial.store(GivenFile("given", bytes), as: "a", way, through: proxy).get() == bytes.count)
        #expect(trial.served.bytes("a") == bytes)
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `refuses at once, or leads nowhere, may be better later`(way: NetworkTrial.Way) throws {
        let fault = try fault(way, .refuse)
        #expect(fault?.disposition != .stop, "\(fault?.message ?? "")")
        let port = try LoopbackPort.free()
        let other = #expect(throws: Fault.self) { try trial.session(way, port: port) }
        #expect(other?.code == .placeUnreachable && other?.disposition != .stop)
    }
}
