import Exchange
import Ledger
import ServerKit
import Synchronization
import Testing

@testable import Engine

/// Asks a run to stop at the k-th question, and counts the questions.
final class Stopper: Sendable {
    private let asked = Atomic<Int>(0)
    private let limit: Int

    init(at limit: Int = .max) { self.limit = limit }

    var count: Int { asked.load(ordering: .relaxed) }
    var abort: Abort { Abort { self.asked.wrappingAdd(1, ordering: .relaxed).newValue >= self.limit } }
}

enum Kind: CaseIterable {
    case memory, local, twoOutputs, version, markers, claimed

    func bench() throws -> Bench {
        let bench = self == .local ? try Bench.local() : try Bench()
        if self == .twoOutputs { bench.feed = CopyFeed(outputs: 2) }
        if self == .version { bench.conflict = .version }
        if self == .markers { bench.doneFile = try NamePattern("{name}.done", allowed: Placeholder.ofDoneFiles) }
        if self == .claimed { bench.claim = .rename }
        try bench.put("in/a.txt", "one\n!two\nthree\n")
        if self == .markers { try bench.put("in/a.txt.done", "") }
        return bench
    }
}

@Suite struct `A run that is asked to stop` {
    @Test(arguments: Kind.allCases) func `at any question is finished by the next with one copy`(kind: Kind) throws {
        let whole = try kind.bench()
        let questions = Stopper()
        let undisturbed = try whole.run(abort: questions.abort)
        #expect(undisturbed.end == "done with rejects")
        print("\(kind): \(questions.count) questions")
        for question in 1...questions.count {
            let bench = try kind.bench()
            let stopped = try bench.run(abort: Stopper(at: question).abort)
            #expect(stopped.exit == 6, "stopped at \(question): \(stopped.headline)")
            try finish(bench, like: whole, "\(kind) stopped at \(question)")
        }
    }

    @Test(arguments: Kind.allCases) func `row 3: and asked again while it recovers is finished all the same`(kind: Kind)
        throws
    {
        let whole = try kind.bench()
        let questions = Stopper()
        _ = try whole.run(abort: questions.abort)
        var numbers = SystemRandomNumberGenerator()
        let seed = numbers.next()
        print("\(kind): seed \(seed)")
        var random = Seeded(seed)
        for _ in 0..<6 {
            let bench = try kind.bench()
            for _ in 0..<3 {
                let stopper = Stopper(at: Int.random(in: 1...questions.count, using: &random))
                _ = try bench.run(abort: stopper.abort)
            }
            try finish(bench, like: whole, "\(kind), seed \(seed)")
        }
    }

    private func finish(_ bench: Bench, like whole: Bench, _ about: Comment) throws {
        _ = try bench.run()
        _ = try bench.run()
        #expect(bench.out == whole.out, about)
        for path in whole.out { #expect(bench.delivered(path) == whole.delivered(path), about) }
        #expect(bench.there == whole.there, about)
        #expect(bench.copies.isEmpty, "\(about): \(bench.copies)")
        let ends = try bench.ledger { try $0.runs(of: nil, limit: 100).compactMap(\.end) }
        #expect(ends.count { $0 == .doneWithRejects } == 1, "\(about): \(ends)")
        let publications = bench.targetTap.calls.filter { $0.verb == "rename" }
        #expect(publications.count >= whole.out.count, about)
    }
}
