import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

/// The real program, begun for a slot and with somebody to tell, ended at every point it passes.
@Suite struct `The program that tells somebody` {
    @Test func `row 1: runs a slot once and tells of each run, whichever point it is killed at`() throws {
        let walk = try KillWalk(.told)
        #expect(walk.cells.contains { $0.point == "notice.sent" })
        try walk.everyName("files for a slot, told", allFrom: "run.reported") { root, about in
            try root.demandTold(about)
        }
    }
}

extension SampleRoot {
    /// Each run that is over has one notice, and each notice was sent: once, or once more by whoever found it under way.
    fileprivate func demandTold(_ about: Comment) throws {
        let late = try tellLater()
        let told = (scratch.text("told") ?? "").split(separator: "\n").compactMap { $0.split(separator: "\"").last }
            .map(String.init)
        let ledger = try Auditor.ledger(scratch.at("state/example/ledger.sqlite"), "example")
        defer { ledger.close() }
        let rows = try ledger.notices(limit: 100)
        for run in try ledger.runs(of: nil, limit: 100) {
            #expect(rows.count { $0.run == run.id } == 1, "\(about): \(rows)")
        }
        #expect(rows.allSatisfy { $0.state == .sent }, "\(about): \(rows)")
        #expect(Set(told + late) == Set(rows.map(\.id)), about)
        #expect(told.count + late.count <= rows.count + 1, "\(about): \(told)")
        let slot = try ledger.slots(SampleRoot.profile, ["2026-11-21T01:00"])[0]
        let taker = try slot.map { slot in try ledger.run(slot.run)?.end }
        #expect(taker == .done, about)
    }

    /// An hour later, when nobody has a notice any more: what is sent then.
    private func tellLater() throws -> [String] {
        let later = { WallClock.now().plus(milliseconds: 3_600_000) }
        let ledger = try SQLiteLedger(
            path: scratch.at("state/example/ledger.sqlite"), institution: "example", now: later,
            hash: SHA256.digest(of:))
        defer { ledger.close() }
        let pager = TestPager()
        let plan = NoticePlan(channels: [NoticePlan.Channel("oncall", pager)], rules: [])
        let around = Surroundings(
            now: later, sleep: { _ in }, steady: { 0 }, owner: "test")
        let reports = StoredReports(try Workspace(scratch.at("state/example")))
        _ = try NoticeSending(ledger, reports, around) { _ in plan }.send()
        return pager.notices.map(\.id)
    }
}
