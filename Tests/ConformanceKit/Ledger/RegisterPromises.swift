import Exchange
import Ledger
import Testing

extension LedgerConformance {
    private static let day = CivilDate(year: 2026, month: 11, day: 21)!

    private static func invoice(
        _ key: String, alias: String? = nil, _ event: RegisterEntry.Event = .sent,
        counts: RegisterEntry.Condition = .delivered
    ) -> RegisterEntry {
        RegisterEntry(
            .invoice, key, alias: alias, event, money: Money(Decimal("46.5")!, Currency("USD")!), reference: "INV 7",
            party: "GOBI", note: "", day: day, counts: counts)
    }

    static let registerPromises: [LedgerPromise] = [
        LedgerPromise("what was sent counts with the run's last delivery, and not before") { bench in
            let run = try bench.begin()
            try bench.store.register([invoice("1"), invoice("2", alias: "GOBI 7 46.5")], run.claim)
            #expect(try bench.store.registered(.invoice, "1").map(\.isProposed) == [true])
            let first = try bench.delivery(of: run, 1, in: .publishing)
            let second = try bench.delivery(of: run, 2, in: .publishing)
            try bench.store.deliver(first, from: .publishing, evidence: "", entries: [:], run.claim)
            #expect(try bench.store.registered(.invoice, "2").map(\.isProposed) == [true])
            try bench.store.deliver(second, from: .publishing, evidence: "", entries: [:], run.claim)
            try bench.end(run)
            try bench.reopen()
            let found = try bench.store.registered(.invoice, "GOBI 7 46.5")
            #expect(found.map(\.key) == ["2"] && found.map(\.isProposed) == [false])
            #expect(found[0].run == run.id && found[0].profile == "students" && found[0].reference == "INV 7")
            #expect(found[0].money?.description == "USD 46.50" && found[0].day == day)
            #expect(try bench.store.audit(of: run.id).map(\.event).contains("registered 2"))
            #expect(try bench.store.registered(.fee, "1").isEmpty && bench.store.registered(.invoice, "3").isEmpty)
            #expect(try bench.store.firstBrokenAuditRow() == nil)
        },
        LedgerPromise("a run that ends without delivering leaves nothing of what it would have sent") { bench in
            for end in End.allCases where end != .held {
                let run = try bench.begin()
                try bench.store.register([invoice("1"), invoice("2", .rejected, counts: .ended)], run.claim)
                try bench.store.end(run.claim, as: end, summary: "", tally: Tally())
                #expect(try bench.store.registered(.invoice, "1").isEmpty, "\(end)")
                let isOrderly = [End.done, .doneWithRejects, .nothingToDo, .rejected].contains(end)
                let heard = try bench.store.registered(.invoice, "2").filter { $0.run == run.id }
                #expect(heard.map(\.isProposed) == (isOrderly ? [false] : []), "\(end)")
            }
        },
        LedgerPromise("what a held run would send stays proposed, and can be taken back while it is open") { bench in
            let run = try bench.begin()
            try bench.store.register([invoice("1")], run.claim)
            try bench.store.unregister(run.claim)
            #expect(try bench.store.registered(.invoice, "1").isEmpty)
            try bench.store.register([invoice("1")], run.claim)
            let digest = ContentDigest(hex: String(repeating: "ab", count: 32))!
            try bench.store.hold(run.claim, key: "k", manifest: digest, summary: "", tally: Tally())
            #expect(try bench.store.registered(.invoice, "1").map(\.isProposed) == [true])
            try bench.refuses(.ledgerSuperseded) { try bench.store.register([invoice("2")], run.claim) }
        },
        LedgerPromise("a held run of invoices is superseded by a run that sent one of them, and by no other") { bench in
            let digest = ContentDigest(hex: String(repeating: "ab", count: 32))!
            let held = try bench.begin()
            try bench.store.register([invoice("1"), invoice("2")], held.claim)
            try bench.store.hold(held.claim, key: "k", manifest: digest, summary: "", tally: Tally())
            for (key, expected) in [("3", false), ("2", true)] {
                let run = try bench.begin()
                try bench.store.register([invoice(key)], run.claim)
                let id = try bench.delivery(of: run, 1, in: .publishing)
                try bench.store.deliver(id, from: .publishing, evidence: "", entries: [:], run.claim)
                try bench.end(run)
                #expect(try bench.store.successor(of: held.id) == (expected ? run.id : nil))
            }
            try bench.refuses(.ledgerNewerLoad) {
                _ = try bench.store.reopen(run: held.id, owner: "host 1", person: "mlee", reason: "looked at")
            }
        },
        LedgerPromise("entries come in the order they were made, and each kind by itself") { bench in
            let run = try bench.begin()
            try bench.store.register([invoice("1"), invoice("2", alias: "1")], run.claim)
            try bench.store.register([RegisterEntry(.fee, "1", .sent, day: day), invoice("1", .paid)], run.claim)
            #expect(try bench.store.registered(.invoice, "1").map(\.event) == [.sent, .sent, .paid])
            var seen: [String] = []
            try bench.store.eachRegistered(.invoice) { entry throws(Fault) in seen.append(entry.key) }
            #expect(seen == ["1", "1", "2"])
            try bench.store.register(
                [RegisterEntry(.fee, "1 A", alias: "1", .sent, day: day), RegisterEntry(.fee, "0", .paid, day: day)],
                run.claim)
            var fees: [String] = []
            try bench.store.eachRegistered(.fee) { entry throws(Fault) in fees.append(entry.key) }
            #expect(fees == ["0", "1", "1 A"])
            var names: Set<String> = []
            try bench.store.eachRegisteredName(.fee) { name throws(Fault) in names.insert(name) }
            #expect(names == ["0", "1", "1 A"])
        },
    ]
}
