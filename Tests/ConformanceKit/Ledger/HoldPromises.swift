import Exchange
import Ledger
import Testing

extension LedgerBench {
    /// A run that ended as held, about `key`.
    func held(_ profile: String = "students", key: String = "k") throws -> RunRow {
        let run = try begin(profile)
        try store.hold(
            run.claim, key: key, manifest: LedgerBench.digest(9), summary: "too few", tally: Tally())
        return try #require(try store.run(run.id))
    }

    /// A run that delivered something and ended.
    @discardableResult
    func delivered(_ profile: String = "students") throws -> RunRow {
        let run = try begin(profile)
        _ = try delivery(of: run, 1, in: .delivered)
        try end(run)
        return run
    }

    func reopen(_ run: RunRow, reason: String = "asked") throws -> RunRow {
        try store.reopen(run: run.id, owner: "host 2", person: "alice", reason: reason)
    }
}

extension LedgerConformance {
    static let holdPromises: [LedgerPromise] = [
        LedgerPromise("a held run keeps what it holds") { bench in
            let run = try bench.held()
            try bench.reopen()
            #expect(run.end == .held && run.summary == "too few" && run.ended == bench.clock.now)
            #expect(
                try bench.store.hold(of: run.id) == HoldRow(run: run.id, key: "k", manifest: LedgerBench.digest(9)))
            #expect(try bench.store.held("students", key: "k") == run.id)
            #expect(try bench.store.held("students", key: "other") == nil)
            #expect(try bench.store.held("fees", key: "k") == nil)
            #expect(try bench.store.audit(of: run.id).last?.event == "ended held")
            #expect(try bench.store.hold(of: "26-0099") == nil)
        },
        LedgerPromise("a run is held by whoever may change it") { bench in
            let run = try bench.begin()
            _ = try bench.store.claim(run: run.id, owner: "host 2")
            try bench.refuses(.ledgerSuperseded) {
                try bench.store.hold(
                    run.claim, key: "k", manifest: LedgerBench.digest(9), summary: "", tally: Tally())
            }
            #expect(try bench.store.hold(of: run.id) == nil)
        },
        LedgerPromise("a held run is reopened once, with who and why in its audit row") { bench in
            let held = try bench.held()
            let run = try bench.reopen(held, reason: "asked the registrar")
            try bench.reopen()
            #expect(run.end == nil && run.ended == nil && run.step == .verify)
            #expect(run.epoch == held.epoch + 1 && run.owner == "host 2" && run.summary == "too few")
            #expect(try bench.store.run(held.id) == run)
            #expect(try bench.store.openRun(of: "students") == run)
            let row = try #require(try bench.store.audit(of: run.id).last)
            #expect(row.event == "reopened by alice: asked the registrar" && row.epoch == run.epoch)
            #expect(
                try bench.store.hold(of: run.id)?.release
                    == HoldRelease(person: "alice", reason: "asked the registrar", number: row.number))
            #expect(try bench.store.held("students", key: "k") == nil)
            try bench.refuses(.ledgerHeld) { _ = try bench.reopen(held) }
            try bench.end(run)
            try bench.refuses(.ledgerHeld) { _ = try bench.reopen(held) }
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("only what a guard held is reopened") { bench in
            let open = try bench.begin()
            try bench.refuses(.ledgerHeld) { _ = try bench.reopen(open) }
            for end in End.allCases.filter({ $0 != .usage }) {
                let run = try bench.begin("p\(end.rawValue)")
                try bench.end(run, as: end)
                // Not even one that ended as held without holding anything.
                try bench.refuses(.ledgerHeld) { _ = try bench.reopen(run) }
            }
            try bench.refuses(.ledgerState) {
                _ = try bench.store.reopen(run: "26-0099", owner: "host", person: "alice", reason: "asked")
            }
        },
        LedgerPromise("a held run stays closed while the profile has an open one") { bench in
            let held = try bench.held()
            let other = try bench.begin()
            try bench.refuses(.ledgerOpen) { _ = try bench.reopen(held) }
            try bench.end(other, as: .nothingToDo)
            _ = try bench.reopen(held)
            try bench.refuses(.ledgerOpen) { _ = try bench.begin() }
        },
        LedgerPromise("a held run is superseded by a later run of its profile that delivers") { bench in
            try bench.delivered()
            let held = try bench.held()
            #expect(try bench.store.successor(of: held.id) == nil, "what was delivered before does not count")
            try bench.delivered("fees")
            let idle = try bench.begin()
            _ = try bench.delivery(of: idle, 1, in: .cancelled)
            try bench.end(idle, as: .transport)
            #expect(try bench.store.successor(of: held.id) == nil)
            let newer = try bench.delivered()
            #expect(try bench.store.successor(of: held.id) == newer.id)
            try bench.refuses(.ledgerNewerLoad) { _ = try bench.reopen(held) }
        },
        LedgerPromise("of two held runs, releasing the older supersedes the newer") { bench in
            let older = try bench.held(key: "a")
            let newer = try bench.held(key: "b")
            #expect(try bench.store.held("students", key: "a") == older.id)
            let run = try bench.reopen(older)
            _ = try bench.delivery(of: run, 1, in: .delivered)
            try bench.end(run)
            #expect(try bench.store.successor(of: newer.id) == older.id)
            #expect(try bench.store.successor(of: older.id) == nil)
            try bench.refuses(.ledgerNewerLoad) { _ = try bench.reopen(newer) }
        },
        LedgerPromise("a reason is kept byte for byte, and without NUL") { bench in
            let held = try bench.held()
            try bench.refuses(.ledgerText) { _ = try bench.reopen(held, reason: "a\0b") }
            let run = try bench.reopen(held, reason: "caf\u{65}\u{301}: 100 %")
            let reason = try bench.store.hold(of: run.id)?.release?.reason
            #expect(reason.map { Array($0.utf8) } == Array("caf\u{65}\u{301}: 100 %".utf8))
        },
    ]
}
