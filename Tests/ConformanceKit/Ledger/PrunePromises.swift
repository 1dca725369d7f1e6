import Exchange
import Ledger
import Testing

extension LedgerConformance {
    private static let day = 86_400

    /// Runs that delivered, a day apart; their ids.
    private static func nights(_ bench: LedgerBench, _ count: Int, _ profile: String = "students") throws -> [String] {
        try (0..<count).map { _ in
            let run = try bench.begin(profile)
            try bench.arrival(of: run, 1, in: .taken)
            _ = try bench.delivery(of: run, 1, in: .delivered)
            try bench.end(run)
            bench.clock.now = Moment(seconds: bench.clock.now.seconds + day, nanoseconds: 7)
            return run.id
        }
    }

    /// `days` before the bench's clock.
    private static func before(_ bench: LedgerBench, days: Int) -> Moment {
        Moment(seconds: bench.clock.now.seconds - days * day, nanoseconds: 7)
    }

    static let prunePromises: [LedgerPromise] = [
        LedgerPromise("what ended before a moment goes, with all that belongs to it") { bench in
            let ids = try nights(bench, 6)
            let moment = before(bench, days: 3)
            let whole = try bench.everything()
            #expect(try bench.store.prune(before: moment, dryRun: true) == Array(ids.prefix(4)))
            #expect(try bench.everything() == whole)
            #expect(try bench.store.prune(before: moment, dryRun: false) == Array(ids.prefix(4)))
            try bench.reopen()
            #expect(try bench.store.runs(of: nil, limit: 99).map(\.id) == ids.suffix(2).reversed())
            for id in ids.prefix(4) {
                #expect(try bench.store.run(id) == nil && bench.store.audit(of: id).isEmpty)
                #expect(try bench.store.arrivals(of: id).isEmpty && bench.store.deliveries(of: id).isEmpty)
            }
            #expect(try bench.store.arrivals(of: ids[4]).count == 1 && bench.store.deliveries(of: ids[4]).count == 1)
            #expect(try bench.store.prune(before: moment, dryRun: false).isEmpty, "twice is once")
        },
        LedgerPromise("the audit chain is verified from where it was cut, and goes on") { bench in
            _ = try nights(bench, 5)
            _ = try bench.store.prune(before: before(bench, days: 3), dryRun: false)
            #expect(try bench.store.firstBrokenAuditRow() == nil)
            _ = try nights(bench, 3)
            #expect(try bench.store.firstBrokenAuditRow() == nil)
            _ = try bench.store.prune(before: before(bench, days: 2), dryRun: false)
            try bench.reopen()
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("an open run stays, and the chain from its first row on") { bench in
            let old = try nights(bench, 2)
            let open = try bench.begin("fees")
            let later = try nights(bench, 3)
            let moment = bench.clock.now
            #expect(try bench.store.prune(before: moment, dryRun: false) == old)
            #expect(try bench.store.run(later[0]) != nil, "its rows stand behind the open run's")
            try bench.store.advance(open.claim, to: .stage)
            try bench.end(open)
            #expect(try bench.store.prune(before: bench.clock.now, dryRun: false) == Array(later.prefix(2)))
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("the newest run of a profile and the newest that delivered stay, however old") { bench in
            let delivered = try #require(try nights(bench, 2).last)
            let last = try bench.begin()
            try bench.end(last, as: .nothingToDo)
            _ = try nights(bench, 1, "fees")
            bench.clock.now = Moment(seconds: bench.clock.now.seconds + 1_000 * day)
            #expect(try bench.store.prune(before: bench.clock.now, dryRun: false) == ["26-0001"])
            #expect(try bench.store.runs(of: "students", limit: 9).map(\.id) == [last.id, delivered])
            #expect(try bench.store.deliveries(of: delivered).count == 1)
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("numbers are never given again") { bench in
            let first = try bench.begin()
            _ = try bench.store.reserve("students", sequence: "invoices", first.claim)
            let counted = try bench.store.reserve("students", sequence: "files", first.claim)
            try bench.end(first)
            _ = try nights(bench, 3)
            _ = try bench.store.prune(before: bench.clock.now, dryRun: false)
            let run = try bench.begin()
            #expect(run.id == "26-0005" && run.sequence == 5)
            #expect(try bench.store.reserve("students", sequence: "files", run.claim) == counted + 1)
        },
        LedgerPromise("files that pruned runs took are remembered by their time") { bench in
            #expect(try bench.store.forgotten("students") == nil)
            _ = try nights(bench, 4)
            _ = try bench.store.prune(before: before(bench, days: 2), dryRun: false)
            #expect(try bench.store.forgotten("students") == LedgerBench.day)
            #expect(try bench.store.forgotten("fees") == nil)
        },
        LedgerPromise("what a pruned run held goes with it") { bench in
            let held = try bench.held()
            bench.clock.now = Moment(seconds: bench.clock.now.seconds + day)
            _ = try nights(bench, 2)
            #expect(try bench.store.prune(before: before(bench, days: 1), dryRun: false).first == held.id)
            #expect(try bench.store.hold(of: held.id) == nil && bench.store.held("students", key: "k") == nil)
        },
    ]
}
