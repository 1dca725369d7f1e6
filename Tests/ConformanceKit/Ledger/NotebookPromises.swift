import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let notebookPromises: [LedgerPromise] = [
        LedgerPromise("entries become true with the delivery, per profile, and the later one counts") { bench in
            let run = try bench.begin()
            let id = try bench.delivery(of: run, 1, in: .publishing)
            #expect(try bench.store.entry("students", "cursor") == nil)
            try bench.store.deliver(
                id, from: .publishing, evidence: "seen there", entries: ["cursor": "5", "empty": ""], run.claim)
            try bench.reopen()
            #expect(try bench.store.delivery(id)?.state == .delivered)
            #expect(try bench.store.delivery(id)?.note == "seen there")
            #expect(try bench.store.entry("students", "cursor") == "5" && bench.store.entry("students", "empty") == "")
            #expect(try bench.store.entry("fees", "cursor") == nil)
            let second = try bench.delivery(of: run, 2, in: .publishing)
            try bench.store.deliver(second, from: .publishing, evidence: "", entries: ["cursor": "6"], run.claim)
            #expect(try bench.store.entry("students", "cursor") == "6" && bench.store.entry("students", "empty") == "")
        },
        LedgerPromise("delivering from another state changes neither the delivery nor the notebook") { bench in
            let run = try bench.begin()
            for (index, state) in DeliveryState.allCases.enumerated() where !state.mayBecome.contains(.delivered) {
                let id = try bench.delivery(of: run, index + 1, in: state)
                for from in [state, .publishing] {
                    try bench.refuses(.ledgerState, "\(state), from \(from)") {
                        try bench.store.deliver(id, from: from, evidence: "", entries: ["cursor": "7"], run.claim)
                    }
                }
            }
            #expect(try bench.store.entry("students", "cursor") == nil)
        },
        LedgerPromise("a run asking again for a number of a sequence gets the same, another run the next") { bench in
            for expected in 1...3 {
                let run = try bench.begin()
                for _ in 1...2 {
                    #expect(try bench.store.reserve("students", sequence: "invoices", run.claim) == expected)
                }
                try bench.reopen()
                let later = try bench.store.claim(run: run.id, owner: "host 2")
                #expect(try bench.store.reserve("students", sequence: "invoices", later.claim) == expected)
                try bench.end(later)
            }
            #expect(try bench.store.reservations("students").map(\.number) == [1, 2, 3])
            #expect(try bench.store.reservations("students").map(\.run) == ["26-0001", "26-0002", "26-0003"])
            #expect(try bench.store.reservations("fees").isEmpty)
        },
        LedgerPromise("sequences and profiles count by themselves") { bench in
            let run = try bench.begin()
            try bench.end(run)
            let second = try bench.begin()
            let fees = try bench.begin("fees")
            #expect(try bench.store.reserve("students", sequence: "a", second.claim) == 1)
            #expect(try bench.store.reserve("students", sequence: "b", second.claim) == 1)
            #expect(try bench.store.reserve("fees", sequence: "a", fees.claim) == 1)
        },
        LedgerPromise("a reserved number is not given again, however its run ended") { bench in
            let run = try bench.begin()
            _ = try bench.store.reserve("students", sequence: "a", run.claim)
            try bench.end(run, as: .internalError)
            let next = try bench.begin()
            #expect(try bench.store.reserve("students", sequence: "a", next.claim) == 2)
        },
    ]
}
