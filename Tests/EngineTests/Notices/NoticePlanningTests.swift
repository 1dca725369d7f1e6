import Exchange
import Ledger
import Testing

@testable import Engine

@Suite struct `Whom a run tells` {
    @Test func `whoever asked for such an end, and nobody else`() throws {
        let trouble = try NoticeBench([.missing, .held])
        try trouble.good()
        #expect(try trouble.rows.isEmpty)
        try trouble.bad()
        #expect(try trouble.told == [["missing"]] && trouble.states == [.planned])
        let every = try NoticeBench([.every])
        try every.good()
        try every.bench.run()
        #expect(try every.told == [["done"], ["nothing"]])
    }

    @Test func `the same trouble again is counted, and told again when its quiet hours are over`() throws {
        let night = try NoticeBench([.missing], quiet: 10 * 3600)
        for _ in 0..<4 {
            try night.bad()
            try night.bench.tell()
            night.pass(hours: 3)
        }
        #expect(try night.states == [.sent, .quiet, .quiet, .quiet])
        try night.bad()
        try night.bench.tell()
        #expect(try night.states == [.sent, .quiet, .quiet, .quiet, .sent])
        let last = try #require(night.pager.notices.last)
        #expect(last.text.contains("The same was not told again 3 times since "), "\(last.text)")
        #expect(String(decoding: last.document, as: UTF8.self).contains("\"repeats\" : 3"))
        #expect(night.pager.notices.count == 2 && night.pager.notices[0].id != last.id)
    }

    @Test func `the first success after trouble, once`() throws {
        let week = try NoticeBench([.recovered])
        try week.good()
        try week.bad()
        try week.bench.run()
        try week.good()
        try week.good()
        #expect(try week.told == [["recovered"]])
    }

    @Test func `only where the owner must act`() throws {
        let theirs = try NoticeBench([.every], owners: Set(Owner.allCases))
        try theirs.good()
        #expect(try theirs.rows.isEmpty, "nobody must act on a run that is done")
        try theirs.bench.put("in/a.txt", "a\n")
        theirs.bench.targetTap.before { _ throws(Fault) in throw Fault(.placeLogin, .stop, "wrong password") }
        try theirs.bench.run()
        #expect(try theirs.told == [["failed"]])
        let others = try NoticeBench([.every], owners: [.registrar, .library, .vendor])
        try others.bench.put("in/a.txt", "a\n")
        others.bench.targetTap.before { _ throws(Fault) in throw Fault(.placeLogin, .stop, "wrong password") }
        try others.bench.run()
        #expect(try others.rows.isEmpty)
    }

    @Test func `nobody, of a dry run`() throws {
        let dry = try NoticeBench([.every])
        try dry.bench.put("in/a.txt", "a\n")
        try dry.bench.run(RunWishes(dryRun: true))
        #expect(try dry.rows.isEmpty)
    }

    @Test func `what stays open is told, too, and its end as a recovery`() throws {
        let open = try NoticeBench([.failed, .recovered])
        try open.bench.put("in/a.txt", "a\n")
        open.bench.targetTap.after { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeLost, .retry(after: 5), "It broke off.") }
        }
        let report = try open.bench.run()
        #expect(report.end == RunReport.open)
        #expect(try open.told == [["failed"]])
        open.bench.targetTap.calm()
        try open.bench.run()
        #expect(try open.told == [["failed"], ["recovered"]])
    }
}
