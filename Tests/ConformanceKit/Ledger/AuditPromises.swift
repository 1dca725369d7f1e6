import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let auditPromises: [LedgerPromise] = [
        LedgerPromise("each transition leaves one audit row, with whose it was and when") { bench in
            let run = try bench.begin(owner: "host 1")
            bench.clock.now = Moment(seconds: 1_795_000_060)
            let later = try bench.store.claim(run: run.id, owner: "host 2")
            try bench.store.advance(later.claim, to: .stage)
            try bench.arrival(of: later, 1, in: .taken)
            _ = try bench.store.reserve("students", sequence: "invoices", later.claim)
            _ = try bench.store.reserve("students", sequence: "invoices", later.claim)
            let id = try bench.delivery(of: later, 1, in: .publishing)
            try bench.store.plan([LedgerBench.delivery(later, 1)], later.claim)
            try bench.store.deliver(id, from: .publishing, evidence: "", entries: ["a": "1"], later.claim)
            try bench.end(later, as: .doneWithRejects)
            try bench.reopen()

            let rows = try bench.store.audit(of: run.id)
            #expect(
                rows.map { "\($0.subject): \($0.event)" } == [
                    "run: begun", "run: claimed", "run: step stage", "arrival 1: seen", "arrival 1: seen -> staged",
                    "arrival 1: staged -> taken", "run: reserved invoices 1", "delivery 1: planned",
                    "delivery 1: planned -> uploading", "delivery 1: uploading -> uploaded",
                    "delivery 1: uploaded -> publishing", "delivery 1: publishing -> delivered",
                    "run: ended done with rejects",
                ])
            #expect(rows.map(\.number) == Array(1...rows.count))
            #expect(rows.allSatisfy { $0.run == run.id })
            #expect(rows[0].epoch == 1 && rows[0].owner == "host 1")
            #expect(rows[0].at == Moment(seconds: 1_795_000_000, nanoseconds: 7))
            #expect(rows[1...].allSatisfy { $0.epoch == 2 && $0.owner == "host 2" && $0.at == bench.clock.now })
            #expect(Set(rows.map(\.hash)).count == rows.count)
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("a batch leaves a row for each member") { bench in
            let run = try bench.begin()
            try bench.store.add((1...3).map { LedgerBench.arrival(run, $0) }, run.claim)
            try bench.store.plan((1...2).map { LedgerBench.delivery(run, $0) }, run.claim)
            #expect(try bench.store.audit(of: run.id).count == 6)
        },
        LedgerPromise("the chain runs through all runs and goes on after a reopening") { bench in
            let run = try bench.begin("a")
            let other = try bench.begin("b")
            try bench.reopen()
            try bench.end(run)
            try bench.end(other)
            #expect(try bench.store.audit(of: run.id).map(\.number) == [1, 3])
            #expect(try bench.store.audit(of: other.id).map(\.number) == [2, 4])
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("the same history gives the same chain") { bench in
            let run = try bench.begin()
            let row = try #require(try bench.store.audit(of: run.id).first)
            #expect(row.hash.hex != String(repeating: "0", count: 64))
            try bench.end(run)
            #expect(try bench.store.audit(of: run.id).first == row)
        },
    ]
}
