import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let arrivalPromises: [LedgerPromise] = [
        LedgerPromise("arrivals come in the order of their ordinals, whole") { bench in
            let run = try bench.begin()
            try bench.store.add([LedgerBench.arrival(run, 3), LedgerBench.arrival(run, 1)], run.claim)
            try bench.store.add([LedgerBench.arrival(run, 2)], run.claim)
            try bench.reopen()
            #expect(try bench.store.arrivals(of: run.id) == (1...3).map { LedgerBench.arrival(run, $0) })
        },
        LedgerPromise("an ordinal of a run is given once, and a batch is added whole or not at all") { bench in
            let run = try bench.begin()
            try bench.store.add([LedgerBench.arrival(run, 1)], run.claim)
            for batch in [[1], [2, 1], [2, 2]] {
                try bench.refuses(.ledgerState, "\(batch)") {
                    try bench.store.add(batch.map { LedgerBench.arrival(run, $0) }, run.claim)
                }
            }
        },
        LedgerPromise("an arrival is added in state seen and no other") { bench in
            let run = try bench.begin()
            for state in ArrivalState.allCases where state != .seen {
                var row = LedgerBench.arrival(run)
                row = ArrivalRow(
                    run: row.run, ordinal: 1, path: row.path, size: row.size, modified: row.modified, state: state)
                try bench.refuses(.ledgerState, "\(state)") { try bench.store.add([row], run.claim) }
            }
        },
        LedgerPromise("each transition of an arrival that the table allows works, each other is refused") { bench in
            let run = try bench.begin()
            var ordinal = 0
            for from in ArrivalState.allCases {
                for to in ArrivalState.allCases {
                    ordinal += 1
                    let here = ordinal
                    try bench.arrival(of: run, here, in: from)
                    if from.mayBecome.contains(to) {
                        try bench.move(run, here, from, to)
                        #expect(try bench.store.arrivals(of: run.id).last?.state == to)
                    } else {
                        try bench.refuses(.ledgerState, "\(from) -> \(to)") { try bench.move(run, here, from, to) }
                    }
                }
            }
        },
        LedgerPromise("an arrival moves only from the state it is in") { bench in
            let run = try bench.begin()
            for (index, state) in ArrivalState.allCases.enumerated() {
                try bench.arrival(of: run, index + 1, in: state)
                for from in ArrivalState.allCases where from != state {
                    for to in from.mayBecome {
                        try bench.refuses(.ledgerState, "\(state), not \(from) -> \(to)") {
                            try bench.move(run, index + 1, from, to)
                        }
                    }
                }
            }
            try bench.refuses(.ledgerState, "no such arrival") { try bench.move(run, 99, .seen, .staged) }
        },
        LedgerPromise("a digest and a staged copy, once given, stay") { bench in
            let run = try bench.begin()
            try bench.arrival(of: run, 1, in: .seen)
            let digest = LedgerBench.digest(4)
            try bench.store.move(
                arrival: 1, from: .seen, to: .staged, digest: digest, staged: "staging/a", run.claim)
            for (other, place) in [(LedgerBench.digest(5), nil), (nil, "staging/b")] {
                try bench.refuses(.ledgerState) {
                    try bench.store.move(
                        arrival: 1, from: .staged, to: .taken, digest: other, staged: place, run.claim)
                }
            }
            try bench.move(run, 1, .staged, .taken)
            try bench.store.move(
                arrival: 1, from: .taken, to: .released, digest: digest, staged: "staging/a", run.claim)
            let row = try #require(try bench.store.arrivals(of: run.id).first)
            #expect(row.digest == digest && row.staged == "staging/a" && row.state == .released)
        },
    ]
}
