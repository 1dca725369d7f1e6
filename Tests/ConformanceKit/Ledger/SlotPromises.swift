import Exchange
import Ledger
import Testing

extension LedgerBench {
    func begin(_ profile: String = "students", slot: String?) throws -> RunRow {
        let plain = LedgerBench.opening(profile)
        return try store.begin(
            RunOpening(
                profile: profile, now: plain.now, zone: plain.zone, configuration: plain.configuration,
                origin: "schedule", slot: slot), owner: "host 1")
    }
}

extension LedgerConformance {
    private static let night = "2026-11-01T01:30"

    static let slotPromises: [LedgerPromise] = [
        LedgerPromise("a run takes its slot as it begins, and keeps it") { bench in
            #expect(try bench.store.slots("students", [night]) == [nil])
            let run = try bench.begin(slot: night)
            #expect(try bench.store.taker(of: night, "students")?.id == run.id, "while it is at work")
            try bench.end(run)
            try bench.reopen()
            #expect(
                try bench.store.slots("students", [night, "x"]) == [
                    SlotRow(profile: "students", slot: night, run: run.id), nil,
                ])
            #expect(try bench.store.taker(of: night, "students")?.id == run.id)
        },
        LedgerPromise("a slot whose run did its work is not taken again") { bench in
            for (number, end) in [End.done, .doneWithRejects, .held, .nothingToDo, .rejected].enumerated() {
                let slot = "2026-11-0\(number + 1)T01:30"
                try bench.end(bench.begin(slot: slot), as: end)
                try bench.refuses(.ledgerSlot, "\(end)") { _ = try bench.begin(slot: slot) }
            }
        },
        LedgerPromise("a slot whose run came to nothing is free for the next") { bench in
            for (number, end) in [End.missing, .transport, .configuration, .internalError].enumerated() {
                let slot = "2026-11-0\(number + 1)T01:30"
                try bench.end(bench.begin(slot: slot), as: end)
                #expect(try bench.store.taker(of: slot, "students") == nil)
                let second = try bench.begin(slot: slot)
                try bench.end(second)
                #expect(
                    try bench.store.slots("students", [slot])[0]
                        == SlotRow(
                            profile: "students", slot: slot, run: second.id, attempts: 2))
                try bench.refuses(.ledgerSlot, "\(end)") { _ = try bench.begin(slot: slot) }
            }
        },
        LedgerPromise("slots are a profile's own, and runs without one take none") { bench in
            try bench.end(bench.begin(slot: night))
            try bench.end(bench.begin("fees", slot: night))
            for _ in 0..<3 { try bench.end(bench.begin(slot: nil)) }
            #expect(try bench.store.slots("courses", [night]) == [nil])
        },
        LedgerPromise("an open run is said before a slot that is taken") { bench in
            try bench.end(bench.begin(slot: night))
            _ = try bench.begin()
            try bench.refuses(.ledgerOpen) { _ = try bench.begin(slot: night) }
        },
        LedgerPromise("slots go with their runs") { bench in
            let run = try bench.begin(slot: night)
            try bench.end(run)
            bench.clock.now = Moment(seconds: bench.clock.now.seconds + 86_400)
            // The newest run of a profile stays whatever its age.
            try bench.end(bench.begin(slot: "2026-11-02T01:30"))
            _ = try bench.store.prune(before: bench.clock.now, dryRun: false)
            #expect(try bench.store.run(run.id) == nil && bench.store.slots("students", [night]) == [nil])
        },
    ]
}
