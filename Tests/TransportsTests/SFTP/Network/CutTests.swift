import ConformanceKit
import Exchange
import ServerKit
import Testing

@testable import Transports

/// Row 8 of the failure catalogue, a connection that drops in the middle of a transfer, and row 9, one that drops after
/// the last byte. Files of 1 MiB, cut anywhere in the stream: logging in, asking, carrying, answering.
@Suite struct `A conversation that is cut` {
    private static let size = 1 << 20
    private let bytes = RetryingTrial.bytes(size)
    private let trial: NetworkTrial

    init() throws {
        trial = try NetworkTrial()
        try trial.served.write("given", bytes)
    }

    private func isTransient(_ fault: Fault) -> Bool { if case .retry = fault.disposition { true } else { false } }

    /// How many bytes go each way in a conversation that nothing disturbs.
    private func measure(_ act: (FaultProxy) throws -> Void) throws -> (up: Int, down: Int) {
        let proxy = try FaultProxy(to: trial.server.port, .clean)
        try act(proxy)
        #expect(proxy.waitForLog("closed"))
        return proxy.bytes
    }

    /// Cut in one of three ways, and now and then twice.
    private func plans(_ point: Int, _ way: NetworkPlan.Way, _ number: Int) -> [NetworkPlan] {
        let strike: NetworkPlan.Strike = [.cut, .reset, .half][number % 3]
        let plan = NetworkPlan.strike(strike, way, after: point)
        return number % 5 == 4 ? [plan, plan, .clean] : [plan, .clean]
    }

    private func fetchEverywhere(_ way: NetworkTrial.Way, share: Int) throws {
        let whole = try measure { proxy in
            let got = try trial.fetch("given", way, through: proxy)
            #expect(got.bytes == bytes)
        }
        for (direction, total) in [(NetworkPlan.Way.down, whole.down), (.up, whole.up)] {
            let cuts = CutPoints(total, share: direction == .down ? share : share / 2, "fetch by \(way), \(direction)")
            for (number, point) in cuts.points.enumerated() {
                let about: Comment = "\(way) \(direction) cut at \(point) of \(total), seed \(cuts.seed)"
                let proxy = try FaultProxy(to: trial.server.port, plans: plans(point, direction, number))
                let got = try trial.fetch("given", way, through: proxy)
                switch got.fate {
                case .success(let count): #expect(count == Self.size && got.bytes == bytes, about)
                case .failure(let fault): Issue.record("\(about): \(fault.code) \(fault.message)")
                }
            }
        }
    }

    private func storeEverywhere(_ way: NetworkTrial.Way, share: Int) throws {
        let file = GivenFile("given", bytes)
        let whole = try measure { proxy in
            let fate = try trial.store(file, as: "clean", way, through: proxy)
            #expect(try fate.get() == Self.size)
        }
        for (direction, total) in [(NetworkPlan.Way.up, whole.up), (.down, whole.down)] {
            let cuts = CutPoints(total, share: direction == .up ? share : share / 2, "store by \(way), \(direction)")
            for (number, point) in cuts.points.enumerated() {
                let about: Comment = "\(way) \(direction) cut at \(point) of \(total), seed \(cuts.seed)"
                let proxy = try FaultProxy(to: trial.server.port, plans: plans(point, direction, number))
                let before = Set(trial.served.all)
                let fate = try trial.store(file, as: "stored-\(direction)-\(number)", way, through: proxy)
                switch fate {
                case .success(let count):
                    #expect(count == Self.size && trial.served.bytes("stored-\(direction)-\(number)") == bytes, about)
                case .failure(let fault): Issue.record("\(about): \(fault.code) \(fault.message)")
                }
                #expect(Set(trial.served.all).subtracting(before) == ["stored-\(direction)-\(number)"], about)
            }
        }
    }

    @Test func `row 8 and 9: a fetch by libssh2 ends whole`() throws { try fetchEverywhere(.libssh2, share: 25) }
    @Test func `row 8 and 9: a store by libssh2 ends whole`() throws { try storeEverywhere(.libssh2, share: 25) }
    @Test func `row 8 and 9: a fetch by openssh ends whole`() throws { try fetchEverywhere(.openssh, share: 8) }
    @Test func `row 8 and 9: a store by openssh ends whole`() throws { try storeEverywhere(.openssh, share: 8) }

    /// The replies to the last requests are what gets lost: the file is there whole, and nobody said so.
    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 9: after the last byte, a store finds out that it is done`(way: NetworkTrial.Way) throws {
        let file = GivenFile("given", bytes)
        let whole = try measure { proxy in
            let fate = try trial.store(file, as: "clean", way, through: proxy)
            #expect(try fate.get() == Self.size)
        }
        for before in [20, 60, 100, 150, 200, 300] {
            let proxy = try FaultProxy(
                to: trial.server.port, .strike(.cut, .down, after: whole.down - before), .clean)
            let name = "stored-\(before)"
            #expect(try trial.store(file, as: name, way, through: proxy).get() == Self.size)
            #expect(trial.served.bytes(name) == bytes)
        }
    }

    @Test(arguments: NetworkTrial.Way.allCases)
    func `row 8: for good is a fault that may pass, and the file is no whole one`(way: NetworkTrial.Way) throws {
        trial.tries = 2
        for (number, point) in [0, 10, 2000, 40_000, 100_000].enumerated() {
            let fetch = try FaultProxy(to: trial.server.port, .strike(.cut, .down, after: point))
            let got = try trial.fetch("given", way, through: fetch)
            guard case .failure(let fault) = got.fate else {
                // Each conversation brought a little more.
                #expect(point > 4000 && got.bytes == bytes)
                continue
            }
            #expect(isTransient(fault), "\(point): \(fault.code) \(fault.message)")
            let store = try FaultProxy(to: trial.server.port, .strike(.reset, .up, after: point))
            guard
                case .failure(let other) = try trial.store(
                    GivenFile("given", bytes), as: "part-\(number)", way, through: store)
            else {
                Issue.record("a store was cut at \(point) each time, and is said to be whole")
                continue
            }
            #expect(isTransient(other), "\(point): \(other.code) \(other.message)")
            let part = trial.served.bytes("part-\(number)") ?? []
            #expect(part.count < Self.size && bytes.starts(with: part))
        }
    }
}
