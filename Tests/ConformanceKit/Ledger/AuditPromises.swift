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
        LedgerPromise("a run's head is its last row, and its row is found by the hash") { bench in
            let run = try bench.begin("a")
            let other = try bench.begin("b")
            try bench.end(run)
            try bench.reopen()
            #expect(try bench.store.head(of: run.id)?.number == 3)
            for id in [run.id, other.id] {
                let last = try #require(try bench.store.audit(of: id).last)
                #expect(try bench.store.head(of: id) == AuditHead(number: last.number, hash: last.hash))
                #expect(try bench.store.auditRow(last.hash) == last.number)
            }
            #expect(try bench.store.head(of: "26-0099") == nil)
            #expect(try bench.store.auditRow(LedgerBench.digest(7)) == nil)
        },
        LedgerPromise("each row comes with the hash before it, of all runs or of one, from a number on") { bench in
            let run = try bench.begin("a")
            let other = try bench.begin("b")
            try bench.end(run)
            var rows: [AuditRow] = []
            var hashes: [ContentDigest] = []
            try bench.store.eachAuditRow(of: nil, from: 1) { row, before in
                rows.append(row)
                hashes.append(before)
            }
            #expect(rows.map(\.number) == [1, 2, 3])
            #expect(Array(hashes.dropFirst()) == rows.dropLast().map(\.hash))
            for (run, first, numbers) in [(run.id, 1, [1, 3]), (run.id, 2, [3]), (other.id, 1, [2])] {
                var some: [Int] = []
                try bench.store.eachAuditRow(of: run, from: first) { row, before in
                    some.append(row.number)
                    #expect(before == hashes[row.number - 1] && row == rows[row.number - 1])
                }
                #expect(some == numbers)
            }
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
