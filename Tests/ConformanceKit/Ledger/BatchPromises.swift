import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let batchPromises: [LedgerPromise] = [
        LedgerPromise("arrivals of a batch move in its order, each with its row in the chain") { bench in
            let run = try bench.begin()
            for ordinal in 1...3 { try bench.arrival(of: run, ordinal, in: .seen) }
            let before = try bench.store.audit(of: run.id).count
            let moves = [3, 1].map { ordinal in
                ArrivalMove(
                    ordinal, from: .seen, to: .staged, digest: LedgerBench.digest(ordinal), staged: "in/\(ordinal)")
            }
            try bench.store.move(moves, run.claim)
            try bench.reopen()
            let rows = try bench.store.arrivals(of: run.id)
            #expect(rows.map(\.state) == [.staged, .seen, .staged])
            #expect(rows.map(\.staged) == ["in/1", nil, "in/3"] && rows[2].digest == LedgerBench.digest(3))
            let added = try bench.store.audit(of: run.id).dropFirst(before).map { "\($0.subject): \($0.event)" }
            #expect(added == ["arrival 3: seen -> staged", "arrival 1: seen -> staged"])
        },
        LedgerPromise("one arrival that may not move keeps its whole batch where it is") { bench in
            let run = try bench.begin()
            try bench.arrival(of: run, 1, in: .seen)
            try bench.arrival(of: run, 2, in: .staged)
            for wrong in [
                ArrivalMove(2, from: .seen, to: .staged), ArrivalMove(1, from: .seen, to: .staged),
                ArrivalMove(9, from: .seen, to: .staged), ArrivalMove(2, from: .staged, to: .seen),
            ] {
                try bench.refuses(.ledgerState, "\(wrong)") {
                    try bench.store.move([ArrivalMove(1, from: .seen, to: .staged), wrong], run.claim)
                }
            }
        },
        LedgerPromise("deliveries of a batch move in its order, with the notebook, each with its row in the chain") {
            bench in
            let run = try bench.begin()
            let ids = try (1...3).map { try bench.delivery(of: run, $0, in: .publishing) }
            let before = try bench.store.audit(of: run.id).count
            let moves = [ids[2], ids[0]].map { DeliveryMove($0, from: .publishing, to: .delivered, note: "renamed") }
            try bench.store.move(moves, entries: ["last": "7", "kept": "a"], run.claim)
            try bench.reopen()
            #expect(try bench.store.deliveries(of: run.id).map(\.state) == [.delivered, .publishing, .delivered])
            #expect(try bench.store.entry(run.profile, "last") == "7")
            #expect(try bench.store.entry(run.profile, "kept") == "a")
            let added = try bench.store.audit(of: run.id).dropFirst(before).map { "\($0.subject): \($0.event)" }
            #expect(added == ["delivery 3: publishing -> delivered", "delivery 1: publishing -> delivered"])
        },
        LedgerPromise("one delivery that may not move keeps its whole batch, and the notebook, as they are") { bench in
            let run = try bench.begin()
            let first = try bench.delivery(of: run, 1, in: .publishing)
            let second = try bench.delivery(of: run, 2, in: .uploaded)
            for wrong in [
                DeliveryMove(second, from: .publishing, to: .delivered),
                DeliveryMove("none", from: .held, to: .planned),
                DeliveryMove(second, from: .uploaded, to: .delivered),
                DeliveryMove(first, from: .publishing, to: .delivered),
            ] {
                try bench.refuses(.ledgerState, "\(wrong)") {
                    try bench.store.move(
                        [DeliveryMove(first, from: .publishing, to: .delivered, note: "renamed"), wrong],
                        entries: ["last": "7"], run.claim)
                }
            }
            #expect(try bench.store.entry(run.profile, "last") == nil)
        },
        LedgerPromise("a batch of nothing changes nothing, and asks for the claim all the same") { bench in
            let run = try bench.begin()
            _ = try bench.delivery(of: run, 1, in: .planned)
            let before = try bench.everything()
            try bench.store.move([ArrivalMove](), run.claim)
            try bench.store.move([DeliveryMove](), entries: [:], run.claim)
            #expect(try bench.everything() == before)
            _ = try bench.store.claim(run: run.id, owner: "host 2")
            try bench.refuses(.ledgerSuperseded) { try bench.store.move([ArrivalMove](), run.claim) }
            try bench.refuses(.ledgerSuperseded) {
                try bench.store.move([DeliveryMove](), entries: ["last": "7"], run.claim)
            }
        },
        LedgerPromise("what is not settled comes in order, page by page") { bench in
            let run = try bench.begin()
            for (index, state) in DeliveryState.allCases.enumerated() {
                _ = try bench.delivery(of: run, index + 1, in: state)
            }
            let open = try bench.store.deliveries(of: run.id).filter { !$0.state.isSettled }
            #expect(open.count == DeliveryState.allCases.count - 3)
            var pages: [DeliveryRow] = []
            while true {
                let page = try bench.store.unsettled(of: run.id, after: pages.last?.ordinal ?? 0, limit: 3)
                if page.isEmpty { break }
                #expect(page.count <= 3)
                pages += page
            }
            #expect(pages == open)
            #expect(try bench.store.unsettled(of: "none", after: 0, limit: 3).isEmpty)
        },
    ]
}
