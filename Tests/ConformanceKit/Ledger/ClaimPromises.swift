import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let claimPromises: [LedgerPromise] = [
        LedgerPromise("claiming an open run raises its epoch and names the new owner, and only that") { bench in
            let run = try bench.begin()
            try bench.store.advance(run.claim, to: .deliver)
            for epoch in 2...5 {
                let claimed = try bench.store.claim(run: run.id, owner: "host \(epoch)")
                #expect(claimed.epoch == epoch && claimed.owner == "host \(epoch)" && claimed.step == .deliver)
                #expect(claimed.now == run.now && claimed.sequence == run.sequence && claimed.origin == run.origin)
                #expect(try bench.store.run(run.id) == claimed)
            }
        },
        LedgerPromise("an ended run cannot be claimed") { bench in
            let run = try bench.begin()
            try bench.end(run, as: .held)
            try bench.refuses(.ledgerEnded) { _ = try bench.store.claim(run: run.id, owner: "host 2") }
        },
        LedgerPromise("a run that the ledger does not know can be neither claimed nor changed") { bench in
            try bench.refuses(.ledgerState) { _ = try bench.store.claim(run: "26-0001", owner: "host 1") }
            for (name, act) in changes(bench, Claim(run: "26-0001", epoch: 1)) {
                try bench.refuses(.ledgerState, name, act)
            }
        },
        LedgerPromise("an older claim changes nothing, whatever it tries") { bench in
            let run = try stage(bench)
            _ = try bench.store.claim(run: run.id, owner: "host 2")
            for (name, act) in changes(bench, run.claim) { try bench.refuses(.ledgerSuperseded, name, act) }
            #expect(try bench.store.entry("students", "cursor") == nil)
        },
        LedgerPromise("an epoch that was never given changes nothing") { bench in
            let run = try stage(bench)
            for epoch in [0, -1, 2, .max, .min] {
                for (name, act) in changes(bench, Claim(run: run.id, epoch: epoch)) {
                    try bench.refuses(.ledgerSuperseded, name, act)
                }
            }
        },
        LedgerPromise("the last claim of an ended run changes nothing") { bench in
            let run = try stage(bench)
            try bench.end(run)
            for (name, act) in changes(bench, run.claim) { try bench.refuses(.ledgerSuperseded, name, act) }
        },
        LedgerPromise("the current claim may do all of it") { bench in
            let run = try stage(bench)
            let taken = try bench.store.claim(run: run.id, owner: "host 2")
            for (_, act) in changes(bench, taken.claim) { try act() }
            #expect(try bench.store.run(run.id)?.end == .done)
        },
        LedgerPromise("a claim of one run does not reach what belongs to another") { bench in
            let run = try stage(bench)
            let other = try bench.begin("fees")
            try bench.refuses(.ledgerState) { try bench.move(other, 1, .seen, .staged) }
            try bench.refuses(.ledgerState) { try bench.move("\(run.id)/1", .planned, .uploading, other) }
            try bench.refuses(.ledgerState) {
                try bench.store.deliver("\(run.id)/2", from: .publishing, evidence: "", entries: [:], other.claim)
            }
            try bench.refuses(.ledgerState) { try bench.store.add([LedgerBench.arrival(run, 7)], other.claim) }
            try bench.refuses(.ledgerState) { try bench.store.plan([LedgerBench.delivery(run, 7)], other.claim) }
        },
    ]

    /// A run with an arrival that is seen, a delivery that is planned and one that is being published.
    private static func stage(_ bench: LedgerBench) throws -> RunRow {
        let run = try bench.begin()
        try bench.arrival(of: run, 1, in: .seen)
        _ = try bench.delivery(of: run, 1, in: .planned)
        _ = try bench.delivery(of: run, 2, in: .publishing)
        return run
    }

    /// Every verb that takes a claim, as a change that the run of `stage` allows; in an order that works.
    private static func changes(_ bench: LedgerBench, _ claim: Claim) -> [(Comment, () throws -> Void)] {
        let store = bench.store
        let row = ArrivalRow(run: claim.run, ordinal: 9, path: "in/9", size: 1, modified: LedgerBench.day)
        let delivery = DeliveryRow(
            id: "another", run: claim.run, profile: "students", ordinal: 9, target: "9", digest: LedgerBench.digest(9),
            size: 1, staged: "staging/9")
        return [
            ("advance", { try store.advance(claim, to: .stage) }),
            ("add", { try store.add([row], claim) }),
            ("add nothing", { try store.add([], claim) }),
            (
                "move an arrival",
                { try store.move(arrival: 1, from: .seen, to: .staged, digest: nil, staged: nil, claim) }
            ),
            ("plan", { try store.plan([delivery], claim) }),
            ("plan nothing", { try store.plan([], claim) }),
            (
                "move a delivery",
                {
                    let id = "\(claim.run)/1"
                    try store.move(delivery: id, from: .planned, to: .uploading, temporary: "t", note: "", claim)
                }
            ),
            (
                "deliver",
                {
                    let id = "\(claim.run)/2"
                    try store.deliver(id, from: .publishing, evidence: "", entries: ["cursor": "1"], claim)
                }
            ),
            ("reserve", { _ = try store.reserve("students", sequence: "invoices", claim) }),
            ("end", { try store.end(claim, as: .done, summary: "", tally: Tally()) }),
        ]
    }
}
