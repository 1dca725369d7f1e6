import Exchange
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `What runs leave behind` {
    private static let day = 86_400
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{run}.txt"
        bench.feed = CopyFeed(tellsChanges: true)
        try bench.put("in/a.txt", "one\n!two\n")
    }

    private func pass(days: Int) { bench.time.sleep(days * Self.day * 1000) }

    /// A night on which a file comes.
    @discardableResult
    private func night(_ name: String, _ text: String = "one\n") throws -> RunReport {
        try bench.put("in/\(name).txt", "\(text)\(name)\n")
        return try bench.run()
    }

    private static let withRejects = ["conversion.json", "out/rejects-reasons.csv", "out/rejects.txt", "report.json"]

    private func left(_ run: String) -> [String] {
        bench.scratch.names("state/runs/\(run)").flatMap { name in
            name.hasSuffix(".json") ? [name] : bench.scratch.names("state/runs/\(run)/\(name)").map { "\(name)/\($0)" }
        }
    }

    private func prune(dryRun: Bool = false, mayTouch: @escaping (String) -> Bool = { _ in true }) throws -> Pruning {
        let workspace = try Workspace(bench.scratch.at("state"))
        return try bench.ledger { ledger in
            var pruner = Pruner(
                ledger, workspace, bench.retention, now: bench.time.now, dryRun: dryRun, mayTouch: mayTouch)
            return try pruner.all()
        }
    }

    @Test func `goes class by class, at the end of a later run`() throws {
        let first = try bench.run()
        #expect(
            left(first.run) == [
                "conversion.json", "out/changes.txt", "out/rejects-reasons.csv", "out/rejects.txt", "report.json",
            ])
        pass(days: 6)
        try night("b")
        #expect(left(first.run).contains("out/changes.txt"))
        pass(days: 1)
        let third = try night("c")
        #expect(left(first.run) == Self.withRejects)
        #expect(third.remarks == ["Retention: 1 file removed, older than what is kept."])
        pass(days: 7)
        try night("d")
        #expect(left(first.run) == ["conversion.json", "report.json"])
        pass(days: 386)
        let last = try night("e")
        #expect(left(first.run).isEmpty && !bench.scratch.names("state/runs").contains(first.run))
        #expect(last.remarks.first?.contains("2 report files, 1 ledger run removed") == true, "\(last.remarks)")
        #expect(try bench.ledger { try $0.run(first.run) } == nil)
        #expect(try bench.ledger { try $0.firstBrokenAuditRow() } == nil)
    }

    @Test func `is held content as long as it can be released`() throws {
        bench.limits = GuardLimits(minRecords: 9)
        let held = try bench.run()
        pass(days: 6)
        #expect(try prune()[.content].removed == 0)
        pass(days: 1)
        #expect(try prune(dryRun: true)[.content].removed == 2)
        #expect(left(held.run).contains("out/1"))
        let pruning = try prune()
        #expect(pruning[.content].removed == 2 && pruning[.reports].kept == 2 && pruning[.ledger].kept == 1)
        #expect(left(held.run) == Self.withRejects)
        let fault = #expect(throws: Fault.self) { try bench.release(held.run) }
        #expect(fault?.code == .releaseExpired)
    }

    @Test func `is nothing of people's data where none may be kept`() throws {
        bench.retention.content = 0
        let done = try bench.run()
        #expect(left(done.run) == Self.withRejects)
        bench.limits = GuardLimits(minRecords: 9)
        let held = try night("b")
        #expect(held.end == "held" && left(held.run) == ["conversion.json", "report.json"])
    }

    @Test func `stays while its run is open, however old`() throws {
        bench.targetTap.refuse("rename", "out/copy_26-0001.txt")
        let open = try bench.run()
        #expect(open.end == "open")
        let before = left(open.run)
        pass(days: 1000)
        let pruning = try prune()
        #expect(pruning.lines.allSatisfy { $0.removed == 0 } && left(open.run) == before)
        bench.targetTap.refuse("", "")
        #expect(try bench.run().exit == 1)
    }

    @Test func `of a profile at work is left for the next time`() throws {
        let run = try bench.run()
        pass(days: 20)
        let pruning = try prune(mayTouch: { _ in false })
        #expect(pruning.busy == ["copy"] && left(run.run).count == 5)
        #expect(try prune().busy.isEmpty)
        #expect(left(run.run).count == 2)
    }

    @Test func `is counted, with the day of the oldest`() throws {
        _ = try bench.run()
        pass(days: 1)
        try night("b")
        let pruning = try prune()
        #expect(pruning.lines.map(\.class) == PruneClass.allCases)
        #expect(pruning.lines.map(\.kept) == [2, 2, 4, 2] && pruning.lines.allSatisfy { $0.oldest == "2026-11-18" })
        #expect(pruning.remark == nil)
    }

    @Test func `may be a file that is still at the source, and is not taken again`() throws {
        bench.after = .leave
        bench.time.sleep(60_000)
        #expect(try bench.run().exit == 1)
        // Not all in one year: the last number of a year is kept.
        for (name, days) in [("b", 20), ("c", 250)] {
            pass(days: days)
            bench.source.put("in/\(name).txt", "\(name)\n")
            #expect(try bench.run().exit == 0)
        }
        pass(days: 250)
        bench.source.put("in/d.txt", "d\n")
        let last = try bench.run()
        #expect(try bench.ledger { try $0.run("26-0001") } == nil)
        #expect(last.arrivals.map(\.path) == ["in/d.txt"])
        let next = try bench.run()
        #expect(next.exit == 3, "\(next.headline)")
    }

    @Test func `that the ledger does not know goes by its own time`() throws {
        _ = try bench.run()
        try bench.scratch.write("state/runs/25-0001/out/1", "x")
        try bench.scratch.write("state/runs/25-0001/report.json", "{}")
        // The file is as new as this machine's clock; the bench's stands in 2026.
        let now = WallClock.now().seconds
        bench.time.sleep((max(0, now - bench.time.now.seconds) + 30 * Self.day) * 1000)
        _ = try prune()
        #expect(left("25-0001") == ["report.json"])
    }
}
