import Exchange
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `Picking up` {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `takes what matches and leaves what is hidden, ours, consumed or called otherwise`() throws {
        bench.files = "*"
        for name in ["a.txt", "b.txt"] { try bench.put("in/\(name)", "\(name)\n") }
        let others = [
            "in/.hidden", "in/.x-0123-1", "in/a.handled", "in/a.txt.old", "in/a.txt.processed", "in/sub/deep.txt",
        ]
        for name in others { try bench.put(name, "no\n") }
        let report = try bench.run()
        #expect(report.arrivals.map(\.path) == ["in/a.txt", "in/b.txt"])
        // The folder matches '*' as well: it is named, and nothing else is said of it.
        #expect(report.rules.map(\.rule) == ["pickup.notafile"])
        #expect(bench.there == ["done/a.txt", "done/b.txt"] + others.sorted())
    }

    @Test func `with nothing there has nothing to do`() throws {
        let report = try bench.run()
        #expect(report.exit == 3 && report.headline == "No file matches '*.txt' in test place/in.")
        #expect(report.arrivals.isEmpty && report.deliveries.isEmpty)
    }

    @Test func `with too little there is missing`() throws {
        bench.expect = 2
        try bench.put("in/a.txt", "one\n")
        let report = try bench.run()
        #expect(report.exit == 4 && report.headline == "Expected 2 files '*.txt' in test place/in, found 1.")
        #expect(bench.there == ["in/a.txt"])
        try bench.put("in/b.txt", "two\n")
        #expect(try bench.run().exit == 0)
    }

    @Test func `does not take a file twice, and says who took it`() throws {
        bench.after = .leave
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().exit == 0)
        let again = try bench.run()
        #expect(again.exit == 3 && again.headline == "Nothing new: in/a.txt was taken by an earlier run.")
        #expect(bench.out.count == 1 && bench.there == ["in/a.txt"])
    }

    @Test func `with another profile since says how the load is made anew, and a dry run that it would not be`() throws
    {
        bench.after = .leave
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().exit == 0)
        bench.configuration = "2"
        let again = try bench.run()
        #expect(
            again.exit == 3
                && again.headline.hasSuffix("'exchange run copy --again --reason TEXT' makes the load anew."))
        let dry = try bench.ledger { ledger in
            let memory = Memory(ledger: ledger, workspace: try Workspace(bench.scratch.at("state")))
            return try bench.run(RunWishes(dryRun: true), state: "dry", memory: memory)
        }
        #expect(
            dry.remarks.contains { $0.hasPrefix("A real run would take nothing: in/a.txt (run 26-0001) was delivered") }
        )
    }

    @Test func `takes only the file whose done-file is there, and never the done-file`() throws {
        bench.files = "*"
        bench.doneFile = try NamePattern("{stem}.ok", allowed: Placeholder.ofDoneFiles)
        try bench.put("in/a.txt", "one\n")
        let early = try bench.run()
        #expect(early.exit == 3 && early.headline == "in/a.txt is not finished: 'in/a.ok' is not there yet.")
        try bench.put("in/a.ok", "")
        #expect(try bench.run().arrivals.map(\.path) == ["in/a.txt"])
        #expect(bench.there == ["done/a.txt"])
    }

    @Test func `knows a done-file by all of its pattern, not by its ending`() throws {
        bench.doneFile = try NamePattern("ready_{stem}.txt", allowed: Placeholder.ofDoneFiles)
        try bench.put("in/a.txt", "one\n")
        try bench.put("in/ready_a.txt", "")
        #expect(try bench.run().arrivals.map(\.path) == ["in/a.txt"])
    }

    @Test func `waits for a file as long as it may`() throws {
        bench.wait = 10_000
        bench.time.whileAsleep = { [bench] times in if times == 3 { bench.source.put("in/late.txt", "x\n") } }
        #expect(try bench.run().exit == 0)
        #expect(bench.time.slept == [1000, 1000, 1000])
    }

    @Test func `gives up waiting at the end of its time, and names what is no file once`() throws {
        bench.wait = 3000
        bench.source.makeFolder("in/odd.txt")
        let report = try bench.run()
        #expect(report.exit == 5 && bench.time.slept.count == 3)
        #expect(report.rules.map(\.count) == [1])
    }

    @Test func `looks for the folders of later steps before anything is fetched or sent`() throws {
        try bench.put("in/a.txt", "one\n")
        bench.folder = "nowhere"
        #expect(try bench.run().fault?.code == "place.missing")
        bench.folder = "out"
        bench.after = .move(folder: "nowhere")
        let report = try bench.run()
        #expect(report.exit == 6 && report.fault?.message.contains("'nowhere'") == true)
        #expect(report.fault?.message.contains("from: after_folder") == true)
        let verbs = Set((bench.sourceTap.calls + bench.targetTap.calls).map(\.verb))
        #expect(verbs == ["list", "stat"])
        bench.after = .move(folder: "done")
        #expect(try bench.run().exit == 0)
    }
}
