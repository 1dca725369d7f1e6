import Exchange
import Ledger
import Testing

extension LedgerConformance {
    static let lookPromises: [LedgerPromise] = [
        LedgerPromise("a first look has no earlier one, an equal second has") { bench in
            let first = look("a.csv", at: 100)
            #expect(try bench.store.look("students", [first]) == [:])
            try bench.reopen()
            #expect(try bench.store.look("students", [look("a.csv", at: 110)]) == ["a.csv": first])
        },
        LedgerPromise("a look at another size or another time of change starts anew") { bench in
            _ = try bench.store.look("students", [look("a.csv", at: 100)])
            #expect(try bench.store.look("students", [look("a.csv", size: 11, at: 110)]) == [:])
            #expect(try bench.store.look("students", [look("a.csv", size: 11, modified: 2, at: 120)]) == [:])
            #expect(try bench.store.look("students", [look("a.csv", size: 11, nanoseconds: 1, at: 130)]) == [:])
            let last = look("a.csv", size: 11, nanoseconds: 1, at: 130)
            let again = look("a.csv", size: 11, nanoseconds: 1, at: 140)
            #expect(try bench.store.look("students", [again]) == ["a.csv": last])
        },
        LedgerPromise("while a file stays as it is, the first look at it is the one remembered") { bench in
            let first = look("a.csv", at: 100)
            _ = try bench.store.look("students", [first])
            for second in 101...105 {
                #expect(try bench.store.look("students", [look("a.csv", at: second)]) == ["a.csv": first])
            }
        },
        LedgerPromise("a look that lies in the future is none: the clock was set back") { bench in
            _ = try bench.store.look("students", [look("a.csv", at: 1_000_000)])
            #expect(try bench.store.look("students", [look("a.csv", at: 100)]) == [:])
            #expect(try bench.store.look("students", [look("a.csv", at: 110)]) == ["a.csv": look("a.csv", at: 100)])
        },
        LedgerPromise("what was not looked at is forgotten, in this profile only") { bench in
            let kept = look("a.csv", at: 100)
            _ = try bench.store.look("students", [kept, look("b.csv", at: 100)])
            _ = try bench.store.look("fees", [look("b.csv", at: 90)])
            #expect(try bench.store.look("students", [look("a.csv", at: 101)]) == ["a.csv": kept])
            let both = [look("a.csv", at: 102), look("b.csv", at: 102)]
            #expect(try bench.store.look("students", both) == ["a.csv": kept])
            #expect(try bench.store.look("fees", [look("b.csv", at: 99)]) == ["b.csv": look("b.csv", at: 90)])
            _ = try bench.store.look("students", [])
            #expect(try bench.store.look("students", both) == [:])
        },
        LedgerPromise("a path that is listed twice is no crash") { bench in
            let twice = [look("a.csv", at: 100), look("a.csv", size: 12, at: 100)]
            let answers = [try bench.store.look("students", twice), try bench.store.look("students", twice)]
            #expect(answers == [[:], [:]])
        },
        LedgerPromise("two spellings of one path are two files, and one key only once both have settled") { bench in
            let composed = "caf\u{E9}.csv"
            let decomposed = "cafe\u{301}.csv"
            _ = try bench.store.look("students", [look(composed, at: 100)])
            let both = [look(composed, at: 110), look(decomposed, at: 110)]
            #expect(try bench.store.look("students", both) == [:])
            let answer = try bench.store.look("students", both)
            #expect(answer.count == 1 && answer[composed]?.at == Moment(seconds: 110))
        },
        LedgerPromise("looks are no transitions: the audit chain does not grow") { bench in
            let run = try bench.begin()
            let before = try bench.store.audit(of: run.id)
            _ = try bench.store.look("students", [look("a.csv", at: 100)])
            #expect(try bench.store.audit(of: run.id) == before)
        },
    ]

    private static func look(
        _ path: String, size: Int = 10, modified: Int = 1, nanoseconds: Int = 0, at: Int
    ) -> Look {
        Look(
            path: path, size: size, modified: Moment(seconds: modified, nanoseconds: nanoseconds),
            at: Moment(seconds: at))
    }
}
