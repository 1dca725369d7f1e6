import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let temporaryPromises: [LedgerPromise] = [
        LedgerPromise("a temporary name is set where it is given and kept where not") { bench in
            let run = try bench.begin()
            let id = try bench.delivery(of: run, 1, in: .planned)
            for (from, to, given, kept) in [
                (.planned, .uploading, "t1", "t1"), (.uploading, .uploading, "t2", "t2"),
                (.uploading, .uploaded, nil, "t2"), (.uploaded, .publishing, nil, "t2"),
            ] as [(DeliveryState, DeliveryState, String?, String)] {
                try bench.store.move(delivery: id, from: from, to: to, temporary: given, note: "n", run.claim)
                let row = try #require(try bench.store.delivery(id))
                #expect(row.temporary == kept && row.note == "n" && row.state == to)
            }
        },
        LedgerPromise("once the intent stands, its temporary name stands") { bench in
            let run = try bench.begin()
            for (ordinal, to) in [DeliveryState.delivered, .held, .inDoubt].enumerated() {
                let id = try published(bench, run, ordinal + 1)
                try bench.refuses(.ledgerState) { try move(bench, run, id, .publishing, to, "t2") }
                try move(bench, run, id, .publishing, to, "t1")
                #expect(try bench.store.delivery(id)?.temporary == "t1")
                let next: DeliveryState = to == .delivered ? .confirmed : .delivered
                try bench.refuses(.ledgerState) { try move(bench, run, id, to, next, "t2") }
                try move(bench, run, id, to, next, nil)
                #expect(try bench.store.delivery(id)?.temporary == "t1")
            }
        },
        LedgerPromise("an intent without a temporary name does not get one afterwards") { bench in
            let run = try bench.begin()
            let id = try bench.delivery(of: run, 1, in: .publishing)
            try bench.refuses(.ledgerState) { try move(bench, run, id, .publishing, .inDoubt, "t1") }
            try move(bench, run, id, .publishing, .inDoubt, nil)
            #expect(try bench.store.delivery(id)?.temporary == nil)
        },
        LedgerPromise("a held delivery that is sent back to a new attempt may get a new name") { bench in
            let run = try bench.begin()
            for (ordinal, anew) in [DeliveryState.uploading, .planned].enumerated() {
                let id = try published(bench, run, ordinal + 1)
                try move(bench, run, id, .publishing, .held, nil)
                try move(bench, run, id, .held, anew, "t2")
                try bench.reopen()
                #expect(try bench.store.delivery(id)?.temporary == "t2")
                if anew == .planned { try move(bench, run, id, .planned, .uploading, "t3") }
                try move(bench, run, id, .uploading, .uploaded, "t4")
                try move(bench, run, id, .uploaded, .publishing, "t5")
                try bench.refuses(.ledgerState) { try move(bench, run, id, .publishing, .delivered, "t6") }
            }
        },
    ]

    private static func move(
        _ bench: LedgerBench, _ run: RunRow, _ id: String, _ from: DeliveryState, _ to: DeliveryState,
        _ temporary: String?
    ) throws {
        try bench.store.move(delivery: id, from: from, to: to, temporary: temporary, note: "", run.claim)
    }

    /// A delivery in state `publishing`, from `t1`.
    private static func published(_ bench: LedgerBench, _ run: RunRow, _ ordinal: Int) throws -> String {
        let id = try bench.delivery(of: run, ordinal, in: .uploaded)
        try move(bench, run, id, .uploaded, .publishing, "t1")
        return id
    }
}
