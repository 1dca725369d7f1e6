import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

/// What the receiver has not taken in its time.
@Suite struct `A file that was delivered` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.takenWithin = 7200
        bench.name = "copy_{run}.txt"
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().exit == 0)
    }

    private func later(_ hours: Int) throws -> RunReport {
        bench.time.sleep(hours * 3_600_000)
        return try bench.run()
    }

    private func book() throws -> UntakenBook? {
        try UntakenBook.read("copy", in: Workspace(bench.scratch.at("state")))
    }

    @Test func `is nobody's business until its time is over`() throws {
        #expect(try later(1).rules.isEmpty)
        #expect(try book()?.files == [])
    }

    @Test func `and still stands there afterwards is not taken, and every later run says so`() throws {
        let report = try later(3)
        #expect(report.rules.map(\.rule) == ["deliver.untaken"] && report.exit == 3)
        #expect(
            report.findings.map(\.message) == [
                "out/copy_26-0001.txt, delivered 2026-11-18 11:06:40 UTC, is still there after 3 h: not taken (2 h allowed)."
            ])
        #expect(report.findings.map(\.owner) == ["library"])
        #expect(try later(1).findings.count == 1)
        #expect(try book()?.files.map(\.age) == [4 * 3600])
    }

    @Test func `and is gone, or has the receiver's mark, is taken`() throws {
        #expect(try later(3).findings.count == 1)
        try bench.target.rename("out/copy_26-0001.txt", to: "out/copy_26-0001.txt.handled")
        #expect(try later(1).findings.isEmpty)
        #expect(try book()?.files == [])
    }

    @Test func `and was marked beside itself is taken as well`() throws {
        bench.target.put("out/copy_26-0001.txt.handled", "one\n")
        #expect(try later(3).findings.isEmpty)
    }

    @Test func `and has another file in its place is not ours to judge`() throws {
        try bench.target.take("out/copy_26-0001.txt")
        bench.target.put("out/copy_26-0001.txt", "something else\n")
        // What the auditor would say of the place is not the question here.
        let plan = try bench.plan
        try bench.ledger { ledger in
            let look = TakingLook(
                plan, ledger: ledger, workspace: try Workspace(bench.scratch.at("state")), zone: .utc)
            let now = Moment(seconds: bench.time.now.seconds + 9000)
            let book = try look.look(at: now) { () throws(Fault) in try plan.delivery.transport.connect(.bare()) }
            #expect(book?.files == [])
        }
    }

    @Test func `is looked at no more once the profile does not ask, and nothing old is told`() throws {
        #expect(try later(3).findings.count == 1)
        bench.takenWithin = nil
        #expect(try later(1).findings.isEmpty)
        #expect(try book() == nil)
    }

    @Test func `at a receiver that cannot be reached costs the run nothing`() throws {
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "stat" { throw Fault(.placeUnreachable, .retry(after: 1), "Nobody answers.") }
        }
        let report = try later(3)
        #expect(report.exit == 3 && report.findings.isEmpty)
        #expect(report.remarks == ["Whether the receiver has taken earlier files could not be seen: Nobody answers."])
    }

    @Test func `and not taken wants somebody in the morning, although all runs were well`() throws {
        _ = try later(3)
        try bench.ledger { ledger in
            let workspace = try Workspace(bench.scratch.at("state"))
            let since = Moment(seconds: bench.time.now.seconds - 86_400)
            let entries = try MorningPage.entries(
                of: "test", profiles: ["copy"], ledger, workspace, from: since, to: bench.time.now)
            #expect(entries.map(\.level) == [.attention] && entries[0].run == "26-0001" && entries[0].runs == 2)
            #expect(entries[0].reasons.map(\.rule) == ["deliver.untaken"])
            #expect(entries[0].reasons[0].example?.contains("not taken") == true)
        }
    }
}
