import Exchange
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

/// After every run the bench holds the last delivered load against what the receiver got.
@Suite struct `The last delivered load` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.feed = CopyFeed(remembers: true)
        bench.name = "copy_{run}_{ordinal}.txt"
    }

    private var sealed: [String] { bench.scratch.names("state/baselines/copy") }

    @Test func `is what the next run compares with`() throws {
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().remarks == ["compared with nothing: "])
        #expect(sealed == ["26-0001.sealed"])
        try bench.put("in/b.txt", "one\ntwo\n")
        let report = try bench.run()
        #expect(report.remarks == ["compared with 26-0001: one"])
        #expect(sealed == ["26-0002.sealed"], "what is superseded goes")
        let changes = try #require(report.changes)
        #expect(changes == bench.scratch.at("state/runs/26-0002/out/changes.txt"))
        #expect(bench.scratch.text("state/runs/26-0002/out/changes.txt") == "two\n")
    }

    @Test func `is nowhere in the clear`() throws {
        try bench.put("in/a.txt", "somebody\n")
        _ = try bench.run()
        let bytes = try #require(bench.scratch.bytes("state/baselines/copy/26-0001.sealed"))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("somebody"))
    }

    @Test func `stays where a run delivers nothing`() throws {
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        for text in ["!\n", "?\n"] {
            try bench.put("in/b.txt", text)
            #expect(try bench.run().deliveries.isEmpty)
            #expect(sealed == ["26-0001.sealed"])
        }
    }

    @Test func `changes with the last delivery, not the first`() throws {
        bench.feed = CopyFeed(outputs: 2, remembers: true)
        bench.name = "copy_{date}_{ordinal}.txt"
        bench.target.put("out/copy_20261118_2.txt", "other")
        try bench.put("in/a.txt", "one\ntwo\n")
        #expect(try bench.run().deliveries.map(\.state) == ["delivered", "held"])
        #expect(try bench.ledger { try $0.entry("copy", "baseline") } == nil)
        #expect(sealed == ["26-0001.sealed"], "it waits for its run")
        try bench.target.take("out/copy_20261118_2.txt")
        // The auditor compares with what lies at the receiver, one file after the other.
        #expect(try bench.run().deliveries.map(\.state) == ["delivered", "delivered"])
        #expect(try bench.ledger { try $0.entry("copy", "baseline") }?.hasPrefix("26-0001 ") == true)
    }

    @Test func `of a held run waits, until something newer was delivered`() throws {
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().exit == 2)
        #expect(sealed == ["26-0001.sealed"])
        #expect(try bench.ledger { try $0.entry("copy", "baseline") } == nil)
        try bench.source.take("in/a.txt")
        try bench.put("in/b.txt", "one\ntwo\n")
        #expect(try bench.run().remarks == ["compared with nothing: "])
        #expect(sealed == ["26-0002.sealed"])
    }

    @Test func `is read and never written by a dry run`() throws {
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        try bench.put("in/b.txt", "one\ntwo\n")
        let ledger = try Auditor.ledger(bench.scratch.at("state/ledger.sqlite"), "test")
        defer { ledger.close() }
        let memory = Memory(ledger: ledger, workspace: try Workspace(bench.scratch.at("state")))
        let report = try bench.run(RunWishes(dryRun: true), state: "dry", memory: memory)
        #expect(report.remarks == ["compared with 26-0001: one"] && report.deliveries.map(\.state) == ["not sent"])
        #expect(sealed == ["26-0001.sealed"] && bench.scratch.names("dry/baselines").isEmpty)
        #expect(bench.scratch.names("dry").contains("key") == false, "it needs no key of its own")
    }

    @Test func `that was changed, exchanged or lost stops the run, which says how to go on`() throws {
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        let path = "state/baselines/copy/26-0001.sealed"
        let whole = try #require(bench.scratch.bytes(path))
        try bench.put("in/b.txt", "one\ntwo\n")
        for (bytes, code) in [(whole + [0], Code.baselineDamaged), (Array(whole.dropLast()), .baselineDamaged)] {
            try bench.scratch.write(path, bytes)
            try expect(code)
        }
        try Folder.open(bench.scratch.at("state/baselines/copy")).remove("26-0001.sealed")
        try expect(.baselineMissing)
        // The file is the recorded one, and the key is not.
        try bench.scratch.write(path, whole)
        let key = try #require(bench.scratch.bytes("state/key"))
        try bench.scratch.write("state/key", [UInt8](repeating: 1, count: 32))
        try expect(.sealOther)
        try bench.scratch.write("state/key", key)
        #expect(try bench.run().exit == 0)
    }

    private func expect(_ code: Code) throws {
        let report = try unaudited()
        #expect(report.fault?.code == code.name && report.exit == 8, "\(report.headline)")
        #expect(report.fault?.remedy.contains("--without-baseline") == true)
        #expect(bench.there.contains("in/b.txt") && report.deliveries.isEmpty)
    }

    /// A bench with a feed that remembers audits the load, which here is broken on purpose.
    private func unaudited() throws -> RunReport {
        bench.auditsLoad = false
        defer { bench.auditsLoad = true }
        return try bench.run()
    }

    @Test func `that is lost can be gone without, for a reason that is kept`() throws {
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        try Folder.open(bench.scratch.at("state/baselines/copy")).remove("26-0001.sealed")
        try bench.put("in/b.txt", "one\ntwo\n")
        let report = try bench.run(RunWishes(withoutBaseline: "the disk was replaced"))
        #expect(report.exit == 0)
        #expect(
            report.remarks == [
                "compared with nothing: ", "The last delivered load was not looked at, as asked: the disk was replaced",
            ])
        #expect(
            try bench.ledger { try $0.run(report.run) }?.origin
                == "by hand, without baseline: the disk was replaced")
        #expect(sealed == ["26-0002.sealed"])
    }

    @Test func `is right again after a fault at any call of the places`() throws {
        for call in 1...40 {
            let bench = try Bench()
            bench.feed = CopyFeed(outputs: 2, remembers: true)
            bench.name = "copy_{run}_{ordinal}.txt"
            try bench.put("in/a.txt", "one\ntwo\n")
            _ = try bench.run()
            try bench.put("in/b.txt", "two\nthree\n")
            let counter = Counter(failing: call)
            bench.targetTap.before { _ throws(Fault) in try counter.pass() }
            _ = try bench.run()
            bench.targetTap.calm()
            let report = try bench.run()
            #expect([0, 3].contains(report.exit), "call \(call): \(report.headline)")
            let recorded = try #require(try bench.ledger { try $0.entry("copy", "baseline") })
            #expect(!recorded.hasPrefix("26-0001 "), "call \(call)")
            #expect(bench.scratch.names("state/baselines/copy") == ["\(recorded.prefix(7)).sealed"], "call \(call)")
        }
    }
}
