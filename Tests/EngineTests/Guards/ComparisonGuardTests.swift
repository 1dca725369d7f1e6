import Exchange
import Testing

@testable import Engine

@Suite struct `A load held against the last one` {
    private func load(
        before: Int = 1000, now: Int = 1000, gone: Int = 0, expired: Int = 0, groups: [Comparison.Group] = [],
        fields: [Comparison.Field] = [], baseline: String? = "26-0001"
    ) -> Comparison {
        Comparison(
            noun: "user", baseline: baseline, before: before, now: now, new: 0, changed: 0, same: 0, gone: gone,
            expired: expired, kept: 0, groups: groups, fields: fields)
    }

    private func group(_ name: String, _ before: Int, _ now: Int, gone: Int = 0) -> Comparison.Group {
        Comparison.Group(name: name, before: before, now: now, gone: gone)
    }

    private func field(_ name: String, _ before: Int, _ now: Int, cleared: Int = 0) -> Comparison.Field {
        Comparison.Field(name: name, set: 0, changed: 0, cleared: cleared, filledBefore: before, filledNow: now)
    }

    /// The codes and sentences of what trips, with these limits and no other.
    private func said(_ load: Comparison, _ set: (inout GuardLimits) -> Void) -> [String] {
        var limits = GuardLimits()
        set(&limits)
        return GuardVerdict.judge(Tally(), load, limits).map { "\($0.code): \($0.why)" }
    }

    @Test func `trips nothing where nothing is limited, or nothing was delivered before`() {
        let worst = load(
            now: 0, gone: 1000, expired: 1000, groups: [group("GR", 900, 0, gone: 900)],
            fields: [field("email", 1000, 0, cleared: 1000)])
        #expect(said(worst) { _ in }.isEmpty)
        let first = load(now: 1, baseline: nil)
        #expect(said(first) { $0.maxFallPercent = 0 }.isEmpty)
        #expect(said(load(before: 0, now: 9)) { $0.maxRisePercent = 0 }.isEmpty)
    }

    @Test func `says once that people are missing, not for each of their fields as well`() {
        let fields = [field("email", 1000, 400), field("phone", 900, 100)]
        let fallen = said(load(now: 400, fields: fields)) {
            $0.maxFallPercent = 20
            $0.maxFieldFallPercent = 50
        }
        #expect(fallen.count == 2 && fallen[1].contains("phone"), "of the phones more are missing than people")
        let own = said(load(now: 400, fields: fields)) {
            $0.maxFallPercent = 20
            $0.fields = ["email": 5]
        }
        #expect(own.count == 2 && own[1].contains("email"), "a limit of its own always holds")
        let alone = said(load(now: 400, fields: fields)) { $0.maxFieldFallPercent = 50 }
        #expect(alone.count == 2, "where nothing else says it")
    }

    @Test func `is not held because people have a group at last`() {
        let grouped = load(groups: [group(Comparison.Group.none, 1000, 0), group("UG", 0, 1000)])
        #expect(said(grouped) { $0.maxGroupFallPercent = 50 }.isEmpty)
        #expect(said(grouped) { $0.groups = [Comparison.Group.none: 50] }.count == 1)
    }

    @Test(arguments: [(800, 20, false), (799, 20, true), (1000, 0, false), (999, 0, true), (1200, 0, false)])
    func `may fall to its limit and no further`(now: Int, limit: Int, trips: Bool) {
        #expect(said(load(now: now)) { $0.maxFallPercent = limit }.isEmpty == !trips)
    }

    @Test func `says the numbers that explain it`() {
        #expect(
            said(load(before: 18_204, now: 8_121)) { $0.maxFallPercent = 20 } == [
                "guard.fall: 8,121 users, where the last load had 18,204 (55 % fewer, limit 20 %)."
            ])
        #expect(
            said(load(now: 10_000)) { $0.maxRisePercent = 150 } == [
                "guard.rise: 10,000 users, where the last load had 1,000 (900 % more, limit 150 %)."
            ])
        #expect(
            said(load(gone: 52)) { $0.maxGonePercent = 5 } == [
                "guard.gone: 52 of 1,000 users of the last load are missing (5.2 %, limit 5 %)."
            ])
        #expect(
            said(load(expired: 501)) { $0.maxExpired = 500 } == [
                "guard.expired: This load would expire 501 of 1,000 users (limit 500)."
            ])
        #expect(
            said(load(expired: 501)) { $0.maxExpiredPercent = 50 } == [
                "guard.expired: This load would expire 501 of 1,000 users (50 %, limit 50 %)."
            ])
        #expect(
            said(load(fields: [field("phone", 500, 90, cleared: 410)])) { $0.maxClearedPercent = 50 } == [
                "guard.cleared: This load would clear phone for 410 of 500 users that had it (82 %, limit 50 %)."
            ])
    }

    @Test func `is judged group by group, by a limit of the group's own where it has one`() {
        let groups = [group("GR", 3311, 1097, gone: 2214), group("UG", 5000, 4800), group("STAFF", 700, 690)]
        func limits(_ limits: inout GuardLimits) {
            limits.maxGroupFallPercent = 50
            limits.groups = ["GR": 5, "STAFF": 1]
        }
        #expect(
            said(load(expired: 2214, groups: groups), limits) == [
                "guard.group: This load would expire 2,214 of 3,311 GR users (67 %, limit 5 %).",
                "guard.group: 690 STAFF users, where the last load had 700 (1.4 % fewer, limit 1 %).",
            ])
        #expect(
            said(load(groups: groups), limits).first
                == "guard.group: 1,097 GR users, where the last load had 3,311 (67 % fewer, limit 5 %).")
    }

    @Test func `counts who would be expired from a group although others came`() {
        let swapped = [group("GR", 100, 100, gone: 90)]
        #expect(said(load(expired: 90, groups: swapped)) { $0.maxGroupFallPercent = 50 }.count == 1)
        #expect(said(load(expired: 0, groups: swapped)) { $0.maxGroupFallPercent = 50 }.isEmpty)
    }

    @Test func `is not judged by its small groups, unless one vanishes or has a limit of its own`() {
        func trips(_ group: Comparison.Group, own: [String: Int] = [:]) -> Bool {
            !said(load(groups: [group])) { limits in
                limits.maxGroupFallPercent = 50
                limits.groups = own
            }.isEmpty
        }
        #expect(!trips(group("A", 19, 1)) && trips(group("A", 20, 9)) && !trips(group("A", 20, 10)))
        #expect(trips(group("A", 2, 0)))
        #expect(trips(group("A", 19, 1), own: ["A": 50]))
        #expect(!trips(group("A", 19, 0), own: ["A": 100]), "which is 'off'")
        #expect(!trips(group("A", 0, 30)))
    }

    @Test func `is judged field by field, in a small load as well`() {
        func trips(_ field: Comparison.Field, of before: Int = 1000, own: [String: Int] = [:]) -> Bool {
            !said(load(before: before, now: before, fields: [field])) { limits in
                limits.maxFieldFallPercent = 50
                limits.fields = own
            }.isEmpty
        }
        #expect(trips(field("email", 900, 449)) && !trips(field("email", 900, 450)))
        #expect(!trips(field("middle_name", 3, 0)), "too few had it to say anything")
        #expect(trips(field("email", 8, 1), of: 10), "most had it")
        #expect(trips(field("email", 900, 800), own: ["email": 5]))
        #expect(!trips(field("email", 900, 0), own: ["email": 100]))
    }

    @Test func `trips every guard it trips, and only those of the part that was wanted`() {
        var tally = Tally()
        (tally.read, tally.accepted, tally.rejected) = (10, 4, 6)
        var limits = GuardLimits(maxRejectsPercent: 50, minRecords: 100)
        limits.maxFallPercent = 20
        limits.maxExpiredPercent = 20
        let bad = load(now: 4, expired: 996)
        #expect(
            GuardVerdict.judge(tally, bad, limits).map(\.code.name) == [
                "guard.records", "guard.expired", "guard.fall", "guard.rejects",
            ])
        #expect(GuardVerdict.judge(tally, bad, limits, isPart: true).map(\.code.name) == ["guard.rejects"])
    }
}
