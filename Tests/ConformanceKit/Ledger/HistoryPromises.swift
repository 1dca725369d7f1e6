import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let historyPromises: [LedgerPromise] = [
        LedgerPromise("a file counts as taken once a conversion has taken it, and stays so") { bench in
            let run = try bench.begin()
            try bench.arrival(of: run, 1, in: .seen)
            #expect(try taken(bench) == nil)
            try bench.move(run, 1, .seen, .staged)
            #expect(try taken(bench) == nil)
            try bench.move(run, 1, .staged, .taken)
            #expect(try taken(bench) == run.id)
            try bench.move(run, 1, .taken, .released)
            try bench.end(run)
            try bench.reopen()
            #expect(try taken(bench) == run.id)
        },
        LedgerPromise("a file that was released unread was not taken") { bench in
            let run = try bench.begin()
            try bench.arrival(of: run, 1, in: .staged)
            try bench.move(run, 1, .staged, .released)
            #expect(try taken(bench) == nil)
        },
        LedgerPromise("taken asks for the profile, the path, the size and the time of change") { bench in
            let run = try bench.begin()
            try bench.arrival(of: run, 1, in: .taken)
            let day = LedgerBench.day
            let later = Moment(seconds: day.seconds, nanoseconds: day.nanoseconds + 1)
            #expect(try bench.store.taken("fees", path: "in/1.csv", size: 1_000, modified: day) == nil)
            #expect(try bench.store.taken("students", path: "in/2.csv", size: 1_000, modified: day) == nil)
            #expect(try bench.store.taken("students", path: "in/1.csv", size: 1_001, modified: day) == nil)
            #expect(try bench.store.taken("students", path: "in/1.csv", size: 1_000, modified: later) == nil)
        },
        LedgerPromise("of a path the newest arrival that was taken is known, with its digest") { bench in
            let paths = ["in/2.csv", "in/1.csv", "in/1.csv"]
            func found() throws -> [ArrivalRow?] { try bench.store.lastTaken("students", paths) }
            #expect(try found() == [nil, nil, nil])
            let first = try bench.begin()
            try bench.arrival(of: first, 1, in: .taken)
            try bench.end(first)
            let second = try bench.begin()
            try bench.arrival(of: second, 1, in: .staged)
            #expect(try found().map { $0?.run } == [nil, first.id, first.id])
            try bench.move(second, 1, .staged, .taken)
            try bench.reopen()
            #expect(try found()[1] == bench.store.arrivals(of: second.id)[0])
            #expect(try bench.store.lastTaken("fees", paths) == [nil, nil, nil])
            #expect(try bench.store.lastTaken("students", []) == [])
        },
        LedgerPromise("many files are asked about at once, each answered in its place") { bench in
            let run = try bench.begin()
            let taken = Array(stride(from: 1, through: 700, by: 7))
            try bench.store.add(taken.map { LedgerBench.arrival(run, $0) }, run.claim)
            for ordinal in taken {
                try bench.move(run, ordinal, .seen, .staged)
                if ordinal % 2 == 1 { try bench.move(run, ordinal, .staged, .taken) }
            }
            let files = (1...701).map {
                Look(path: "in/\($0).csv", size: 1_000, modified: LedgerBench.day, at: LedgerBench.day)
            }
            let expected = (1...701).map { $0 % 14 == 1 && $0 <= 700 ? run.id : nil }
            #expect(try bench.store.taken("students", files) == expected)
            #expect(try bench.store.taken("students", [files[0], files[0], files[1]]) == [run.id, run.id, nil])
            #expect(try bench.store.taken("students", []) == [])
            #expect(try bench.store.taken("fees", files).allSatisfy { $0 == nil })
        },
        LedgerPromise("taken and delivered answer the newest run") { bench in
            var last = ""
            for _ in 1...3 {
                let run = try delivered(bench)
                try bench.end(run)
                last = run.id
            }
            #expect(try taken(bench) == last)
            #expect(try bench.store.delivered("students", digest: LedgerBench.digest(8), besides: "") == last)
            #expect(try bench.store.delivered("students", digest: LedgerBench.digest(8), besides: last) == "26-0002")
        },
        LedgerPromise("content counts as delivered once a delivery of its run is") { bench in
            let run = try bench.begin()
            try take(bench, run)
            let ask = { try bench.store.delivered("students", digest: LedgerBench.digest(8), besides: "x") }
            #expect(try ask() == nil)
            let id = try bench.delivery(of: run, 1, in: .publishing)
            #expect(try ask() == nil)
            try bench.store.deliver(id, from: .publishing, evidence: "", entries: [:], run.claim)
            #expect(try ask() == run.id)
            try bench.move(id, .delivered, .confirmed, run)
            #expect(try ask() == run.id)
            #expect(try bench.store.delivered("students", digest: LedgerBench.digest(8), besides: run.id) == nil)
            #expect(try bench.store.delivered("students", digest: LedgerBench.digest(9), besides: "x") == nil)
            #expect(try bench.store.delivered("fees", digest: LedgerBench.digest(8), besides: "x") == nil)
        },
    ]

    private static func taken(_ bench: LedgerBench) throws -> String? {
        try bench.store.taken("students", path: "in/1.csv", size: 1_000, modified: LedgerBench.day)
    }

    private static func take(_ bench: LedgerBench, _ run: RunRow) throws {
        try bench.store.add([LedgerBench.arrival(run)], run.claim)
        try bench.store.move(
            arrival: 1, from: .seen, to: .staged, digest: LedgerBench.digest(8), staged: "staging/a", run.claim)
        try bench.move(run, 1, .staged, .taken)
    }

    private static func delivered(_ bench: LedgerBench) throws -> RunRow {
        let run = try bench.begin()
        try take(bench, run)
        _ = try bench.delivery(of: run, 1, in: .delivered)
        return run
    }
}
