import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let deliveryPromises: [LedgerPromise] = [
        LedgerPromise("deliveries come in the order of their ordinals, whole, and by their ids") { bench in
            let run = try bench.begin()
            let rows = (1...3).map { LedgerBench.delivery(run, $0) }
            try bench.store.plan([rows[2], rows[0]], run.claim)
            try bench.store.plan([rows[1]], run.claim)
            try bench.reopen()
            #expect(try bench.store.deliveries(of: run.id) == rows)
            for row in rows { #expect(try bench.store.delivery(row.id) == row) }
        },
        LedgerPromise("planning the same delivery again leaves it as it is, in whatever state") { bench in
            let run = try bench.begin()
            let id = try bench.delivery(of: run, 1, in: .uploaded)
            let before = try bench.everything()
            try bench.store.plan([LedgerBench.delivery(run, 1)], run.claim)
            #expect(try bench.everything() == before)
            try bench.store.plan([LedgerBench.delivery(run, 1), LedgerBench.delivery(run, 2)], run.claim)
            #expect(try bench.store.deliveries(of: run.id).map(\.state) == [.uploaded, .planned])
            #expect(try bench.store.delivery(id)?.state == .uploaded)
        },
        LedgerPromise("a delivery id with other content is refused, and with it the whole batch") { bench in
            let run = try bench.begin()
            try bench.store.plan([LedgerBench.delivery(run, 1)], run.claim)
            let id = "\(run.id)/1"
            for other in [
                LedgerBench.delivery(run, 1, content: 2), LedgerBench.delivery(run, 1, target: "other.xml"),
                LedgerBench.delivery(run, 2, id: id),
            ] {
                try bench.refuses(.ledgerState) {
                    try bench.store.plan([LedgerBench.delivery(run, 3), other], run.claim)
                }
            }
        },
        LedgerPromise("two deliveries of a run do not share an ordinal") { bench in
            let run = try bench.begin()
            try bench.store.plan([LedgerBench.delivery(run, 1)], run.claim)
            try bench.refuses(.ledgerState) {
                try bench.store.plan([LedgerBench.delivery(run, 1, id: "another")], run.claim)
            }
        },
        LedgerPromise("a later run cannot plan the delivery of an earlier one") { bench in
            let run = try bench.begin()
            let id = try bench.delivery(of: run, 1, in: .delivered)
            try bench.end(run)
            let later = try bench.begin()
            try bench.refuses(.ledgerState) {
                try bench.store.plan([LedgerBench.delivery(later, 1, id: id)], later.claim)
            }
        },
        LedgerPromise("a delivery is planned for its run's profile, in state planned") { bench in
            let run = try bench.begin()
            let row = LedgerBench.delivery(run)
            let foreign = DeliveryRow(
                id: row.id, run: row.run, profile: "fees", ordinal: 1, target: row.target, digest: row.digest,
                size: row.size, staged: row.staged)
            try bench.refuses(.ledgerState) { try bench.store.plan([foreign], run.claim) }
            for state in DeliveryState.allCases where state != .planned {
                let moved = DeliveryRow(
                    id: row.id, run: row.run, profile: row.profile, ordinal: 1, target: row.target,
                    digest: row.digest, size: row.size, staged: row.staged, state: state)
                try bench.refuses(.ledgerState, "\(state)") { try bench.store.plan([moved], run.claim) }
            }
        },
        LedgerPromise("each transition of a delivery that the table allows works, each other is refused") { bench in
            let run = try bench.begin()
            var ordinal = 0
            for from in DeliveryState.allCases {
                for to in DeliveryState.allCases {
                    ordinal += 1
                    let id = try bench.delivery(of: run, ordinal, in: from)
                    #expect(try bench.store.delivery(id)?.state == from)
                    if from.mayBecome.contains(to) {
                        try bench.move(id, from, to, run)
                        #expect(try bench.store.delivery(id)?.state == to, "\(from) -> \(to)")
                    } else {
                        try bench.refuses(.ledgerState, "\(from) -> \(to)") { try bench.move(id, from, to, run) }
                    }
                }
            }
        },
        LedgerPromise("what is in doubt is sent anew by a person's decision only, which stands in the chain") { bench in
            let run = try bench.begin()
            let id = try bench.delivery(of: run, 1, in: .publishing)
            try bench.store.move(
                delivery: id, from: .publishing, to: .inDoubt, temporary: nil, note: "", run.claim)
            try bench.refuses(.ledgerState) {
                try bench.store.move(delivery: id, from: .inDoubt, to: .planned, temporary: nil, note: "", run.claim)
            }
            let decision = "settled not delivered by alice: their sweep removed it"
            try bench.store.move(
                [DeliveryMove(id, from: .inDoubt, to: .planned, note: "n", decision: decision)], entries: [:], run.claim
            )
            let events = try bench.store.audit(of: run.id).suffix(2)
            #expect(events.map(\.event) == ["in doubt -> planned", decision])
            #expect(events.allSatisfy { $0.subject == "delivery 1" })
            // A new attempt has a new name.
            try bench.store.move(
                delivery: id, from: .planned, to: .uploading, temporary: ".x-2", note: "", run.claim)
            #expect(try bench.store.delivery(id)?.temporary == ".x-2")
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("deliveries are found by their final names and by the beginnings of their ids") { bench in
            let run = try bench.begin()
            let other = try bench.begin("fees")
            let rows = [
                LedgerBench.delivery(run, 1, id: "0123456789", target: "sis/a.zip"),
                LedgerBench.delivery(run, 2, id: "0123456788", target: "a.zip"),
                LedgerBench.delivery(run, 3, id: "abcdefghij", target: "sis/ba.zip"),
            ]
            try bench.store.plan(rows, run.claim)
            try bench.store.plan([LedgerBench.delivery(other, 1, id: "zz", target: "a.zip")], other.claim)
            func found(_ word: String, _ limit: Int = 9) throws -> [String] {
                try bench.store.deliveries(named: word, limit: limit).map(\.id)
            }
            #expect(try found("a.zip") == ["zz", "0123456789", "0123456788"])
            #expect(try found("a.zip", 1) == ["zz"])
            #expect(try found("sis/a.zip") == ["0123456789"])
            #expect(try found("01234567") == ["0123456789", "0123456788"])
            #expect(try found("0123456").isEmpty && found("zip").isEmpty && found("%.zip").isEmpty)
        },
        LedgerPromise("a delivery moves only from the state it is in") { bench in
            let run = try bench.begin()
            for (index, state) in DeliveryState.allCases.enumerated() {
                let id = try bench.delivery(of: run, index + 1, in: state)
                for from in DeliveryState.allCases where from != state {
                    for to in from.mayBecome {
                        try bench.refuses(.ledgerState, "\(state), not \(from) -> \(to)") {
                            try bench.move(id, from, to, run)
                        }
                    }
                }
            }
            try bench.refuses(.ledgerState, "no such delivery") {
                try bench.move("none", .planned, .uploading, run)
            }
        },
    ]
}
