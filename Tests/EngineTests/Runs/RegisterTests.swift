import Exchange
import Ledger
import ServerKit
import Testing

@testable import Engine

@Suite struct `The register of a run` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.feed = CashFeed()
        bench.name = "cash_{run}_{ordinal}.txt"
    }

    private func entries(_ key: String, in bench: Bench? = nil) throws -> [RegisterEntry] {
        try (bench ?? self.bench).ledger { try $0.registered(.fee, key) }
    }

    @Test func `has what was sent, and holds it in another file; a person may send it again`() throws {
        try bench.put("in/a.txt", "f1 10.50\nf2 4\n")
        let first = try bench.run()
        #expect(first.exit == 0)
        #expect(first.headline == "2 records delivered in 1 file, USD 14.50.")
        #expect(try entries("f1").map(\.isProposed) == [false] && entries("f1")[0].run == first.run)
        try bench.put("in/b.txt", "f2 4\nf3 1\n")
        let second = try bench.run()
        #expect(second.exit == 1 && second.rules.map(\.rule) == ["cash.twice"])
        #expect(second.headline == "1 record delivered in 1 file, USD 1.00 of 5.00; 1 record rejected.")
        #expect(second.counts.money?.accounts[Currency("USD")!]?[.held] == Decimal(whole: 4))
        #expect(ReportText(second).text.contains("USD 5.00 read = 1.00 delivered + 4.00 held"))
        try bench.put("in/c.txt", "f2 4\n")
        #expect(try bench.run(RunWishes(again: "the bursar lost it")).exit == 0)
        #expect(try entries("f2").map(\.event) == [.sent, .sent])
    }

    @Test func `counts nothing before the delivery stands, wherever the run is stopped, and each thing once`() throws {
        let questions = Stopper()
        try bench.put("in/a.txt", "f1 10.50\nf2 4\nrejected f9\n")
        let whole = try bench.run(abort: questions.abort)
        #expect(whole.end == "done with rejects")
        for question in 1...questions.count {
            let bench = try Bench()
            bench.feed = CashFeed()
            bench.name = self.bench.name
            try bench.put("in/a.txt", "f1 10.50\nf2 4\nrejected f9\n")
            _ = try bench.run(abort: Stopper(at: question).abort)
            let counted = try entries("f2", in: bench).contains { !$0.isProposed }
            #expect(!counted || !bench.out.isEmpty, "stopped at \(question)")
            _ = try bench.run()
            for key in ["f1", "f2", "f9"] {
                #expect(try entries(key, in: bench).map(\.isProposed) == [false], "\(key), stopped at \(question)")
            }
        }
    }

    @Test func `of a run that made nothing has what was heard, and of a refused one nothing`() throws {
        try bench.put("in/a.txt", "rejected f1\n")
        #expect(try bench.run().end == "nothing to do")
        #expect(try entries("f1").map(\.event) == [.rejected] && entries("f1")[0].note == "they said so")
        try bench.put("in/b.txt", "paid f2 1\nf3 2 x\n")
        let report = try bench.run()
        #expect(report.fault?.code == "run.books" && report.fault?.message.contains("in USD") == true)
        #expect(try entries("f2").isEmpty && entries("f3").isEmpty && bench.out.isEmpty)
    }

    @Test func `of a dry run is not kept, and shows doubles all the same`() throws {
        try bench.put("in/0.txt", "f0 1\n")
        #expect(try bench.run().exit == 0)
        try bench.put("in/a.txt", "f1 1\nf1 1\nf0 1\n")
        let report = try bench.ledger { ledger in
            let memory = Memory(ledger: ledger, workspace: try Workspace(bench.scratch.at("state")))
            return try bench.run(RunWishes(dryRun: true), state: "dry", memory: memory)
        }
        #expect(report.counts.money?.accounts[Currency("USD")!]?[.held] == Decimal(whole: 2))
        let real = try bench.run()
        #expect(real.counts.accepted == 1)
        #expect(try entries("f1").count == 1)
    }

    @Test func `a run for review is held with its cover sheet, and released as it was`() throws {
        try bench.put("in/a.txt", "f1 10.50\n")
        let held = try bench.run(RunWishes(review: true))
        #expect(held.exit == 2 && held.rules.map(\.rule) == ["run.review"] && bench.out.isEmpty)
        #expect(held.headline == "Held for review, nothing sent: 1 record in 1 file waits for a person. USD 10.50.")
        let cover = try #require(held.covers?.first)
        #expect(cover.hasSuffix("/out/cover.txt") && ReportText(held).text.contains("cover sheet: \(cover)"))
        #expect(try entries("f1").map(\.isProposed) == [true])
        // Something else may go meanwhile; only the same fee would stand in its way.
        try bench.put("in/b.txt", "f2 3\n")
        #expect(try bench.run().exit == 0)
        let released = try bench.release(held.run)
        #expect(released.exit == 0 && bench.out.count == 2)
        #expect(try entries("f1").map(\.isProposed) == [false])
        #expect(released.covers?.first == cover)
    }

    @Test func `a held run whose fee was sent by another is not released any more`() throws {
        try bench.put("in/a.txt", "f1 10.50\nf2 1\n")
        let held = try bench.run(RunWishes(review: true))
        try bench.put("in/b.txt", "f2 1\n")
        let other = try bench.run()
        #expect(other.exit == 0)
        let fault = #expect(throws: Fault.self) { try bench.release(held.run) }
        #expect(fault?.code == .releaseSuperseded && bench.out.count == 1)
    }

    @Test func `is reconciled: paid, rejected, contradicted, silent for long, and numbers that went nowhere`() throws {
        try bench.put("in/a.txt", "f1 1\nf2 2\nf3 3\nf4 4\nf5 5\n")
        #expect(try bench.run().exit == 0)
        try bench.put("in/b.txt", "paid f1 1\nrejected f2\npaid f3 2.50\nrejected f4\npaid f4 4\npaid f9 1\n")
        #expect(try bench.run().end == "nothing to do")
        let later = CivilDate(daysSince1970: try entries("f1")[0].day.daysSince1970 + 40)
        let page = try bench.ledger { ledger in
            try Reconciliation(.fee, of: ["copy"], ledger, today: later, list: ["f5", "f7"])
        }
        func keys(_ name: String) -> [String] { page.groups.first { $0.name == name }?.items.map(\.key) ?? [] }
        #expect(page.groups.first { $0.name == "paid" }?.count == 2 && page.wantsSomebody)
        #expect(keys("rejected") == ["f2"] && keys("contradicted") == ["f4"] && keys("never sent") == ["f9"])
        #expect(keys("no answer, 31 to 90 days") == ["f5"] && keys("paid, but another amount") == ["f3"])
        #expect(page.gaps.map(\.number) == [2] && page.gaps[0].why.contains("nothing to do"))
        #expect(page.unsent == ["f7"])
        let text = ReconciliationText(page).text
        #expect(text.contains("FEES  as of") && text.contains("USD 5.00") && text.contains("40 days ago"))
        #expect(text.contains("rejected 2026-11-18 (run 26-0002): they said so"))
    }
}
