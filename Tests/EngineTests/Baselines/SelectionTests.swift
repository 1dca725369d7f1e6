import Exchange
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `A run for part of a load` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.feed = CopyFeed(remembers: true)
        bench.name = "copy_{run}.txt"
        try bench.put("in/a.txt", "one\ntwo\nthree\n!bad\n")
    }

    private var taking: RunWishes { RunWishes(selection: Selection(limit: 2)) }

    @Test func `delivers that part, and says how much of the whole it is`() throws {
        let report = try bench.run(taking)
        #expect(report.exit == 1 && bench.out.compactMap(bench.delivered) == ["one\ntwo\n"])
        #expect(
            report.remarks.last
                == "Only 2 of 4 records: --limit 2. The source files stay, and the next whole run takes them.")
        #expect(report.counts.filtered == 1 && report.arrivals.map(\.state) == ["staged"])
    }

    @Test func `takes the records it was given, whatever is in their names`() throws {
        let report = try bench.run(RunWishes(selection: Selection(only: ["three", "nobody", "a, b: c"])))
        #expect(bench.out.compactMap(bench.delivered) == ["three\n"])
        #expect(report.remarks.last?.contains("Only 1 of 4 records: --only, 3 identifiers.") == true)
        #expect(bench.scratch.names("state/selections").isEmpty, "identifiers are kept while the run is open only")
    }

    @Test(arguments: [AfterPickup.leave, .move(folder: "done"), .delete])
    func `leaves the file to the next whole run, which is not told that there is nothing new`(
        after: AfterPickup
    ) throws {
        bench.after = after
        _ = try bench.run(taking)
        #expect(bench.there == ["in/a.txt"])
        let report = try bench.run()
        #expect(report.exit == 1 && report.remarks == ["compared with nothing: "])
        #expect(bench.delivered("out/copy_\(report.run).txt") == "one\ntwo\nthree\n")
        #expect(try bench.run().exit == 3)
    }

    @Test func `is one effect, too: the same part is not sent twice without a reason`() throws {
        _ = try bench.run(taking)
        let again = try bench.run(taking)
        #expect(again.exit == 3 && bench.out.count == 1 && bench.there == ["in/a.txt"])
        #expect(try bench.run(RunWishes(again: "lost", selection: Selection(limit: 2))).exit == 1)
        #expect(try bench.run(RunWishes(selection: Selection(limit: 1))).exit == 1)
        #expect(bench.out.count == 3 && bench.there == ["in/a.txt"])
    }

    @Test func `never becomes what the next load is compared with`() throws {
        _ = try bench.run()
        let before = try bench.ledger { try $0.entry("copy", "baseline") }
        try bench.put("in/a.txt", "four\nfive\nsix\n")
        _ = try bench.run(taking)
        #expect(try bench.ledger { try $0.entry("copy", "baseline") } == before)
        #expect(bench.scratch.names("state/baselines/copy") == ["26-0001.sealed"])
    }

    @Test func `is not judged by how much of the whole it is`() throws {
        bench.limits = GuardLimits(minRecords: 3)
        #expect(try bench.run(taking).exit == 1)
    }

    @Test(arguments: [Selection(limit: 2), Selection(only: ["one", "two"])])
    func `that was interrupted goes on with the same part, whoever goes on`(selection: Selection) throws {
        for verb in ["stat", "store", "rename"] {
            let bench = try Bench()
            bench.feed = CopyFeed(remembers: true)
            try bench.put("in/a.txt", "one\ntwo\nthree\n")
            bench.targetTap.before { call throws(Fault) in
                if call.verb == verb { throw Fault(.placeFull, .retry(after: 1), "There is no room.") }
            }
            let first = try bench.run(RunWishes(selection: selection))
            bench.targetTap.calm()
            let second = try bench.run()
            if first.end == RunReport.open {
                #expect(second.run == first.run && bench.out.compactMap(bench.delivered) == ["one\ntwo\n"])
            } else {
                #expect(bench.out.compactMap(bench.delivered) == ["one\ntwo\nthree\n"])
            }
        }
    }

    @Test func `is written into the ledger, without anybody's identifier`() throws {
        let report = try bench.run(
            RunWishes(again: "a: b, again", selection: Selection(limit: 9, only: ["one"])))
        let origin = try #require(try bench.ledger { try $0.run(report.run) }?.origin)
        #expect(origin.hasPrefix("by hand, limit 9, only 1 in ") && origin.hasSuffix(", again: a: b, again"))
        #expect(!origin.contains("one"))
        let read = RunOrigin(origin)
        #expect(read.text == origin && read.limit == 9 && read.only?.count == 1 && read.isAgain)
        #expect(!read.isWithoutBaseline && read.reason == "a: b, again")
    }
}
