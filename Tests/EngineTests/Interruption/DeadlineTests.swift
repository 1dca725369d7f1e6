import Exchange
import Synchronization
import Testing

@testable import Engine

/// A clock on which a second passes each time somebody looks.
private final class Ticking: Sendable {
    private let seconds = Atomic<Int>(0)
    var steady: @Sendable () -> Double { { Double(self.seconds.wrappingAdd(1, ordering: .relaxed).newValue) } }
    var looks: Int { seconds.load(ordering: .relaxed) }
}

@Suite struct `A run with a deadline` {
    private func bench(_ kind: Kind, _ deadline: Int?, _ clock: Ticking = Ticking()) throws -> Bench {
        let bench = try kind.bench()
        bench.deadline = deadline
        bench.steady = clock.steady
        return bench
    }

    @Test(arguments: [Kind.memory, .local, .twoOutputs])
    func `stops at whatever moment it comes, and the next run goes on`(kind: Kind) throws {
        let clock = Ticking()
        let whole = try bench(kind, 1_000_000_000, clock)
        #expect(try whole.run().end == "done with rejects")
        #expect(clock.looks > 10)
        for second in 1..<clock.looks - 1 {
            let bench = try bench(kind, second * 1000)
            let stopped = try bench.run()
            let about: Comment = "\(kind), deadline of \(second) s: \(stopped.headline)"
            #expect(stopped.exit == 6 && stopped.headline.hasPrefix("Stopped: the run took longer than"), about)
            bench.deadline = nil
            let next = try bench.run()
            #expect(next.run == stopped.run && next.end == "done with rejects", about)
            #expect(bench.out == whole.out && bench.there == whole.there && bench.copies.isEmpty, about)
        }
    }

    @Test func `that it keeps is not spoken of`() throws {
        let bench = try bench(.memory, 3_600_000_000)
        #expect(try bench.run().end == "done with rejects")
    }

    @Test func `and is stopped by somebody says who stopped it`() throws {
        let bench = try bench(.memory, 3_600_000_000)
        #expect(try bench.run(abort: Stopper(at: 3).abort).headline == "Stopped on request.")
        bench.deadline = 7_200_000
        bench.steady = { 0 }
        #expect(try bench.run().end == "done with rejects")
    }
}
