import Exchange
import Ledger
import Testing

extension LedgerBench {
    static func notice(_ run: RunRow, _ id: String = "n1", topic: String = "t", state: NoticeState = .planned)
        -> NoticeRow
    {
        NoticeRow(
            id: id, run: run.id, profile: run.profile, channel: "mail", topic: topic, causes: ["held", "rejects"],
            planned: day, state: state)
    }

    /// A run that ended with one notice planned.
    func told(_ id: String = "n1") throws -> RunRow {
        let run = try begin()
        try store.end(
            run.claim, as: .held, summary: "", tally: Tally(), notices: [LedgerBench.notice(run, id)])
        return run
    }
}

extension LedgerConformance {
    static let noticePromises: [LedgerPromise] = [
        LedgerPromise("a notice is planned with the end of its run, or not at all") { bench in
            let run = try bench.told()
            try bench.reopen()
            #expect(try bench.store.notices(of: run.id) == [LedgerBench.notice(run)])
            #expect(try bench.store.openNotices().map(\.id) == ["n1"])
            let other = try bench.begin()
            try bench.refuses(.ledgerState, "another run's") {
                try bench.store.end(
                    other.claim, as: .done, summary: "", tally: Tally(), notices: [LedgerBench.notice(run, "n2")])
            }
            #expect(try bench.store.notices(limit: 10).map(\.id) == ["n1"])
        },
        LedgerPromise("whoever has lost a run plans no notice about it") { bench in
            let run = try bench.begin()
            let taken = try bench.store.claim(run: run.id, owner: "host 2")
            try bench.refuses(.ledgerSuperseded) { try bench.store.plan(notices: [LedgerBench.notice(run)], run.claim) }
            try bench.store.plan(notices: [LedgerBench.notice(run)], taken.claim)
            try bench.store.plan(notices: [LedgerBench.notice(run, topic: "other")], taken.claim)
            #expect(try bench.store.notices(of: run.id) == [LedgerBench.notice(run)], "once planned, it stays as it is")
        },
        LedgerPromise("a notice is one process's until its lease is over") { bench in
            _ = try bench.told()
            let until = bench.clock.now.later(60)
            let taken = try #require(try bench.store.take(notice: "n1", until: until))
            #expect(taken.state == .sending && taken.tries == 1 && taken.due == until)
            #expect(try bench.store.take(notice: "n1", until: until) == nil)
            bench.clock.now = until
            #expect(try bench.store.take(notice: "n1", until: until.later(60))?.tries == 2)
            #expect(try bench.store.take(notice: "n9", until: until) == nil)
        },
        LedgerPromise("what is settled stays as it is") { bench in
            for (number, state) in NoticeState.allCases.filter(\.isSettled).enumerated() {
                let id = "n\(number)"
                _ = try bench.told(id)
                let now = bench.clock.now
                _ = try bench.store.take(notice: id, until: now.later(60))
                try bench.store.leave(notice: id, as: state, due: now, note: "taken as 4711")
                try bench.store.leave(notice: id, as: .planned, due: now, note: "again")
                #expect(try bench.store.take(notice: id, until: now.later(60)) == nil)
                let row = try #require(try bench.store.notices(limit: 1).first)
                #expect(row.state == state && row.note == "taken as 4711" && row.tries == 1)
            }
            #expect(try bench.store.openNotices().isEmpty)
        },
        LedgerPromise("what could not be sent is there for the next try") { bench in
            _ = try bench.told()
            let now = bench.clock.now
            _ = try bench.store.take(notice: "n1", until: now.later(900))
            try bench.store.leave(notice: "n1", as: .planned, due: now.later(60), note: "refused")
            try bench.reopen()
            let row = try #require(try bench.store.openNotices().first)
            #expect(row.state == .planned && row.due == now.later(60) && row.note == "refused" && row.tries == 1)
            #expect(try bench.store.take(notice: "n1", until: now.later(120))?.tries == 2)
        },
        LedgerPromise("notices are found by what they are about, newest first, and leave no row in the chain") {
            bench in
            let run = try bench.begin()
            let rows = (1...4).map { LedgerBench.notice(run, "n\($0)", topic: $0 == 3 ? "other" : "t", state: .quiet) }
            let before = try bench.everything()
            try bench.store.plan(notices: rows, run.claim)
            #expect(try bench.store.notices(about: "t", limit: 2).map(\.id) == ["n4", "n2"])
            #expect(try bench.store.notices(limit: 3).map(\.id) == ["n4", "n3", "n2"])
            #expect(try bench.store.openNotices().isEmpty)
            #expect(try bench.everything() == before)
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("notices go with their run") { bench in
            _ = try bench.told()
            bench.clock.now = bench.clock.now.later(100 * 86_400)
            for _ in 1...2 { try bench.end(try bench.begin()) }
            #expect(try !bench.store.prune(before: bench.clock.now.later(-86_400), dryRun: false).isEmpty)
            #expect(try bench.store.notices(limit: 10).isEmpty)
        },
    ]
}

extension Moment {
    fileprivate func later(_ seconds: Int) -> Moment {
        Moment(seconds: self.seconds + seconds, nanoseconds: nanoseconds)
    }
}
