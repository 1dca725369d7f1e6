import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let runPromises: [LedgerPromise] = [
        LedgerPromise("a new run is claimed with epoch 1, its first step and the plan it was given") { bench in
            let run = try bench.begin(owner: "host 1")
            let given = LedgerBench.opening()
            #expect(run.id == "26-0001" && run.sequence == 1 && run.epoch == 1 && run.owner == "host 1")
            #expect(run.step == .pickup && run.end == nil && run.ended == nil && run.tally == Tally())
            #expect(run.now == given.now && run.zone == given.zone && run.configuration == given.configuration)
            #expect(run.profile == "students" && run.origin == "by hand" && run.summary == "")
            #expect(run.claim == Claim(run: "26-0001", epoch: 1))
            #expect(try bench.store.run(run.id) == run)
            #expect(try bench.store.openRun(of: "students") == run)
        },
        LedgerPromise("a profile has at most one open run") { bench in
            let run = try bench.begin()
            try bench.refuses(.ledgerOpen) { _ = try bench.begin(owner: "host 2") }
            let other = try bench.begin("fees")
            #expect(other.id == "26-0002" && other.sequence == 1)
            try bench.end(run)
            #expect(try bench.store.openRun(of: "students") == nil)
            let second = try bench.begin()
            #expect(second.id == "26-0003" && second.sequence == 2)
        },
        LedgerPromise("run ids count from 1 in each year of the runs' own clocks") { bench in
            var ids: [String] = []
            for seconds in [1_795_212_000, 1_830_000_000, 1_795_212_001, 946_684_800, 1_830_000_001] {
                let moment = Moment(seconds: seconds)
                let run = try bench.store.begin(LedgerBench.opening(at: moment), owner: "host 1")
                ids.append(run.id)
                try bench.end(run)
            }
            // 2000-01-01T00:00Z is still 1999 in Chicago.
            #expect(ids == ["26-0001", "27-0001", "26-0002", "99-0001", "27-0002"])
            #expect(try bench.store.runs(of: "students", limit: 9).map(\.sequence) == [5, 4, 3, 2, 1])
        },
        LedgerPromise("years a century apart share a counter, so an id is never given twice") { bench in
            let now = try bench.begin()
            let later = Moment(seconds: LedgerBench.day.seconds + 36_525 * 86_400)
            let run = try bench.store.begin(LedgerBench.opening("fees", at: later), owner: "host 1")
            #expect(now.id == "26-0001" && run.id == "26-0002")
        },
        LedgerPromise("advancing names the next step, any one, and nothing else") { bench in
            let run = try bench.begin()
            for step in Step.allCases + [.release, .convert] {
                try bench.store.advance(run.claim, to: step)
                let now = try #require(try bench.store.run(run.id))
                #expect(now.step == step && now.epoch == 1 && now.end == nil && now.owner == run.owner)
            }
        },
        LedgerPromise("an end keeps its words, its tally and the moment of the store's clock") { bench in
            for end in End.allCases {
                let run = try bench.begin()
                var tally = Tally()
                (tally.read, tally.added, tally.accepted) = (70, 3, 60)
                (tally.rejected, tally.filtered, tally.merged) = (6, 5, 2)
                bench.clock.now = Moment(seconds: 1_796_000_000 + end.rawValue, nanoseconds: 999_999_999)
                try bench.store.end(run.claim, as: end, summary: "60 of 73\nsent", tally: tally)
                try bench.reopen()
                let ended = try #require(try bench.store.run(run.id))
                #expect(ended.end == end && ended.summary == "60 of 73\nsent" && ended.tally == tally)
                #expect(ended.ended == bench.clock.now && ended.step == .pickup && ended.sequence == run.sequence)
                #expect(ended.now == run.now)
            }
        },
        LedgerPromise("runs come newest first, of one profile or of all, at most as many as asked") { bench in
            var ids: [String] = []
            for profile in ["a", "b", "a", "a"] {
                let run = try bench.begin(profile)
                ids.insert(run.id, at: 0)
                try bench.end(run)
            }
            #expect(try bench.store.runs(of: nil, limit: 10).map(\.id) == ids)
            #expect(try bench.store.runs(of: "a", limit: 2).map(\.id) == Array(ids.prefix(2)))
            #expect(try bench.store.runs(of: "b", limit: 2).map(\.id) == [ids[2]])
            #expect(try bench.store.runs(of: "c", limit: 2).isEmpty)
            #expect(try bench.store.runs(of: nil, limit: 0).isEmpty)
            #expect(try bench.store.runs(of: nil, limit: -1).isEmpty)
        },
        LedgerPromise("an empty ledger answers that there is nothing") { bench in
            let content = try bench.everything()
            #expect(content.runs.isEmpty)
            #expect(try bench.store.run("26-0001") == nil && bench.store.openRun(of: "students") == nil)
            #expect(try bench.store.arrivals(of: "26-0001").isEmpty && bench.store.deliveries(of: "26-0001").isEmpty)
            #expect(try bench.store.delivery("x") == nil && bench.store.entry("students", "x") == nil)
            #expect(try bench.store.audit(of: "26-0001").isEmpty && bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("a closed ledger may be closed again and refuses every verb") { bench in
            let run = try bench.begin()
            bench.store.close()
            bench.store.close()
            for act in [{ _ = try bench.store.run(run.id) }, { try bench.store.advance(run.claim, to: .stage) }] {
                let fault = #expect(throws: Fault.self) { try act() }
                #expect(fault?.code == .ledgerUnreadable)
            }
            try bench.reopen()
            #expect(try bench.store.run(run.id) == run)
        },
    ]
}
