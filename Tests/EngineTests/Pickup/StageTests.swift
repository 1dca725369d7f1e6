import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

@Suite struct `Bringing a file in` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.put("in/a.txt", "one\n")
    }

    @Test func `is undone when the file changed meanwhile, and done by the next run`() throws {
        bench.sourceTap.after { [source = bench.source] call throws(Fault) in
            if call.verb == "fetch" { source.put("in/a.txt", "one\ntwo\n") }
        }
        let report = try bench.run()
        #expect(report.exit == 3 && report.fault?.code == "pickup.changed")
        #expect(bench.there == ["in/a.txt"] && bench.out.isEmpty && bench.copies.isEmpty)
        bench.sourceTap.calm()
        #expect(try bench.run().exit == 0)
        #expect(bench.delivered(bench.out[0]) == "one\ntwo\n")
    }

    @Test func `is undone when the size the place tells is not what it sends`() throws {
        bench.sourceTap.lie("in/a.txt", size: 3)
        #expect(try bench.run().fault?.code == "pickup.changed")
        #expect(bench.out.isEmpty && bench.there == ["in/a.txt"])
    }

    @Test func `is undone when the file vanished, and nothing is sent`() throws {
        bench.sourceTap.before { [source = bench.source] call throws(Fault) in
            if call.verb == "fetch" { try source.take("in/a.txt") }
        }
        #expect(try bench.run().exit == 6)
        #expect(bench.out.isEmpty && bench.copies.isEmpty)
    }

    @Test func `finds the same content under a new name, sends nothing and lets go of it`() throws {
        let first = try bench.run()
        try bench.put("in/b.txt", "one\n")
        let second = try bench.run()
        #expect(second.exit == 3)
        #expect(
            second.headline
                == "Nothing new: run \(first.run) delivered the very same content as \(bench.out[0].dropFirst(4)).")
        #expect(bench.out.count == 1 && bench.there == ["done/a.txt", "done/b.txt"] && bench.copies.isEmpty)
    }

    @Test func `takes corrected content under the same name`() throws {
        bench.name = "copy_{run}.txt"
        bench.after = .leave
        _ = try bench.run()
        try bench.put("in/a.txt", "uno\n")
        #expect(try bench.run().exit == 0)
        #expect(bench.out.compactMap(bench.delivered) == ["one\n", "uno\n"])
    }

    @Test func `takes it again for a reason, which is recorded`() throws {
        bench.name = "copy_{run}.txt"
        bench.after = .leave
        _ = try bench.run()
        let again = try bench.run(RunWishes(again: "mapping corrected"))
        #expect(again.exit == 0 && bench.out.count == 2)
        let row = try bench.ledger { try $0.run(again.run) }
        #expect(row?.origin == "by hand, again: mapping corrected")
    }

    @Test func `takes it again even if another process must finish that run`() throws {
        bench.name = "copy_{run}.txt"
        bench.after = .leave
        _ = try bench.run()
        let questions = Stopper()
        _ = try bench.run(RunWishes(again: "count"), abort: questions.abort)
        for question in 1...questions.count {
            let before = bench.out.count
            let stopped = try bench.run(RunWishes(again: "once more"), abort: Stopper(at: question).abort)
            let isOpen = stopped.end == "open"
            _ = try bench.run()
            #expect(bench.out.count == before + (isOpen ? 1 : 0), "stopped at \(question)")
        }
    }
}
