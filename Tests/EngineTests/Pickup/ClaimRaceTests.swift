import Exchange
import Machine
import ServerKit
import Synchronization
import Testing
import Transports

@testable import Engine

/// Two installations with ledgers of their own, so that both have a run 26-0001, empty one folder. While the first is
/// anywhere in its run, the second carries out a whole one.
@Suite struct `Two runs over the same files` {
    private static let names = ["a.txt", "b.txt", "c.txt"]

    private static func claiming(_ bench: Bench) -> Bench {
        bench.claim = .rename
        bench.feed = PassFeed()
        bench.name = "{name}"
        return bench
    }

    /// Runs `first`, with `second` just before its call at the source number `at`. Whether it made so many.
    private func race(_ first: Bench, at: Int, _ second: @escaping @Sendable () throws -> Int) throws -> Bool {
        let calls = Atomic<Int>(0)
        first.sourceTap.before { _ throws(Fault) in
            guard calls.wrappingAdd(1, ordering: .relaxed).newValue == at else { return }
            do {
                let exit = try second()
                #expect([0, 3].contains(exit), "before call \(at)")
            } catch { Issue.record(error) }
        }
        let report = try first.run()
        #expect([0, 3].contains(report.exit), "before call \(at): \(report.headline)")
        return calls.load(ordering: .relaxed) >= at
    }

    @Test func `in memory share them, each taken by exactly one`() throws {
        var (at, isOn) = (1, true)
        while isOn {
            let first = Self.claiming(try Bench())
            for name in Self.names { try first.put("in/\(name)", "\(name)\n") }
            let target = MemoryPlace()
            isOn = try race(first, at: at) { [source = first.source] in
                try Self.claiming(try Bench(source: source, target: target)).run().exit
            }
            #expect((first.out + target.paths).sorted() == Self.names.map { "out/\($0)" }, "before call \(at)")
            #expect(first.there == Self.names.map { "done/\($0)" }, "before call \(at)")
            at += 1
        }
        #expect(at > 10)
    }

    @Test func `in a local folder share them, each taken by exactly one`() throws {
        var (at, isOn) = (1, true)
        while isOn {
            let first = Self.claiming(try Bench.local())
            for name in Self.names { try first.put("in/\(name)", "\(name)\n") }
            let folder = try #require(first.localFolder)
            let target = MemoryPlace()
            target.makeFolder("out")
            isOn = try race(first, at: at) {
                let places = (LocalTransport(folder: "\(folder)/from"), MemoryTransport(target))
                return try Self.claiming(try Bench(target: target, local: places)).run().exit
            }
            #expect((first.out + target.paths).sorted() == Self.names.map { "out/\($0)" }, "before call \(at)")
            #expect(first.there == Self.names.map { "done/\($0)" }, "before call \(at)")
            at += 1
        }
        #expect(at > 10)
    }
}
