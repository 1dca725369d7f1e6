import Exchange
import Ledger
import Testing

extension LedgerConformance {
    /// Names as places and people make them.
    package static let oddNames = [
        "", " ", "ä ö ü ß", "学生名簿.csv", "e\u{301}", "\u{E9}", "🧑🏽‍🎓.xml", "a'b\"c;--", "%_?:$@", "line\nbreak\r\ttab",
        "\u{FEFF}bom", "\u{202E}txt.exe", "..", "-rf", "NULL", "0x00", "1e3", "007",
        String(repeating: "long ", count: 999),
    ]

    static let textPromises: [LedgerPromise] = [
        LedgerPromise("odd names come back byte for byte, in every place") { bench in
            for (index, name) in oddNames.enumerated() {
                let run = try bench.store.begin(LedgerBench.opening(name), owner: name)
                try bench.store.add([LedgerBench.arrival(run, path: name)], run.claim)
                try bench.store.move(arrival: 1, from: .seen, to: .staged, digest: nil, staged: name, run.claim)
                try bench.move(run, 1, .staged, .taken)
                try bench.store.plan([LedgerBench.delivery(run, id: "id" + name, target: name)], run.claim)
                try bench.store.move(
                    delivery: "id" + name, from: .planned, to: .uploading, temporary: name, note: name, run.claim)
                try bench.move("id" + name, .uploading, .uploaded, run)
                try bench.move("id" + name, .uploaded, .publishing, run)
                try bench.store.deliver(
                    "id" + name, from: .publishing, evidence: name, entries: [name: name], run.claim)
                #expect(try bench.store.reserve(name, sequence: name, run.claim) == 1)
                try bench.store.end(run.claim, as: .done, summary: name, tally: Tally())
                try bench.reopen()

                let there = try #require(try bench.store.run(run.id))
                let arrival = try #require(try bench.store.arrivals(of: run.id).first)
                let delivery = try #require(try bench.store.delivery("id" + name))
                let entry = try bench.store.entry(name, name)
                for text in [
                    there.profile, there.owner, there.summary, arrival.path, arrival.staged, delivery.target,
                    delivery.temporary, delivery.note, entry,
                ] {
                    #expect(text.map { Array($0.utf8) } == Array(name.utf8), "name \(index)")
                }
                let taken = try bench.store.taken(name, path: name, size: 1_000, modified: LedgerBench.day)
                #expect(taken == run.id)
            }
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("a text with a NUL character is refused") { bench in
            let run = try bench.begin()
            let name = "a\0b"
            try bench.refuses(.ledgerText) { _ = try bench.begin(name) }
            try bench.refuses(.ledgerText) { try bench.store.add([LedgerBench.arrival(run, path: name)], run.claim) }
            try bench.refuses(.ledgerText) {
                try bench.store.plan([LedgerBench.delivery(run, target: name)], run.claim)
            }
            let day = CivilDate(daysSince1970: 0)
            try bench.refuses(.ledgerText) {
                try bench.store.register([RegisterEntry(.fee, name, .sent, day: day)], run.claim)
            }
            try bench.refuses(.ledgerText) { _ = try bench.store.reserve("students", sequence: name, run.claim) }
            try bench.refuses(.ledgerText) {
                try bench.store.end(run.claim, as: .done, summary: name, tally: Tally())
            }
            let id = try bench.delivery(of: run, 1, in: .publishing)
            try bench.refuses(.ledgerText) {
                try bench.store.deliver(id, from: .publishing, evidence: "", entries: ["k": name], run.claim)
            }
            try bench.refuses(.ledgerText) { _ = try bench.store.entry("students", name) }
            let look = Look(path: name, size: 1, modified: LedgerBench.day, at: LedgerBench.day)
            try bench.refuses(.ledgerText) { _ = try bench.store.look("students", [look]) }
        },
        LedgerPromise("moments and sizes come back exactly, however far away") { bench in
            let run = try bench.begin()
            let moments = [
                Moment(seconds: 0), Moment(seconds: -1, nanoseconds: 999_999_999),
                Moment(seconds: .max, nanoseconds: 1), Moment(seconds: .min),
            ]
            let rows = moments.enumerated().map { index, moment in
                ArrivalRow(run: run.id, ordinal: index + 1, path: "a", size: .max - index, modified: moment)
            }
            try bench.store.add(rows, run.claim)
            try bench.reopen()
            #expect(try bench.store.arrivals(of: run.id) == rows)
        },
    ]
}
