import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

@Suite struct `A configuration that changed while a run was interrupted` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        try bench.put("in/a.txt", "one\n")
    }

    /// Stops a run at every question and has it finished under another configuration.
    @Test func `before it had sent anything gives it up, and a new one does the work`() throws {
        let whole = try Bench()
        try whole.put("in/a.txt", "one\n")
        let questions = Stopper()
        _ = try whole.run(abort: questions.abort)
        var givenUp = 0
        for question in 1...questions.count {
            let bench = try Bench()
            try bench.put("in/a.txt", "one\n")
            _ = try bench.run(abort: Stopper(at: question).abort)
            bench.configuration = "2"
            _ = try bench.run()
            bench.configuration = "1"
            _ = try bench.run()
            #expect(bench.out == whole.out && bench.there == ["done/a.txt"], "stopped at \(question)")
            #expect(bench.copies.isEmpty, "stopped at \(question)")
            let ends = try bench.ledger { try $0.runs(of: nil, limit: 9).compactMap(\.end) }
            #expect(ends.count { $0 == .done } == 1, "stopped at \(question): \(ends)")
            givenUp += ends.count { $0 == .configuration }
        }
        #expect(givenUp > 0)
    }

    @Test func `after it had sent is finished as it was begun`() throws {
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "rename" { throw Fault(.placeRefused, .stop, "The line is cut.") }
        }
        let open = try bench.run()
        bench.targetTap.calm()
        bench.configuration = "2"
        bench.name = "other_{ordinal}.txt"
        let report = try bench.run()
        #expect(report.exit == 0 && report.run == open.run)
        #expect(bench.out == ["out/copy_20261118_1.txt"])
    }
}
