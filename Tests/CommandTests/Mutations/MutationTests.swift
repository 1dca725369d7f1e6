import ServerKit
import Testing

/// A thousand files that are damaged, mischievous, or whole and wrong: whatever each is, nobody is delivered who does
/// not stand in it as delivered, nobody whom the rules refuse, and nothing where a person must decide.
@Suite struct MutationTests {
    private static let seed = Repository.variable("EXCHANGE_SEED").flatMap(UInt64.init) ?? 20_261_121
    private static let variants = Repository.variable("EXCHANGE_VARIANTS").flatMap { Int($0) } ?? 1_000

    @Test func `of a thousand malformed and mischievous variants none is delivered wrong`() throws {
        print("seed \(Self.seed), \(Self.variants) variants (EXCHANGE_SEED and EXCHANGE_VARIANTS change them)")
        let site = try MutationSite()
        let lastNight = try #require(PlainTable(MutationSite.largeSheet.bytes, .utf8))
        let last = PlainLoad(lastNight, .careful)
        var table = MutationTable()
        for variant in 0..<max(Self.variants, MutationKind.all.count) {
            let kind = MutationKind.all[variant % MutationKind.all.count]
            var random = SeededNumbers(Self.seed &+ UInt64(variant))
            let bytes = kind.change(try MutationSite.sheet(kind.family), &random)
            let (status, wrongs) = try carry(kind, bytes, site, after: kind.family == .load ? last : nil)
            for wrong in wrongs { Issue.record("\(kind.name), variant \(variant): \(wrong)") }
            table.count(kind, status, isWrong: !wrongs.isEmpty)
        }
        print(table)
    }

    @Test func `kinds of mutations have names of their own`() {
        let names = MutationKind.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.count >= 50)
    }

    private func carry(
        _ kind: MutationKind, _ bytes: [UInt8], _ sites: MutationSite, after last: PlainLoad?
    ) throws -> (Int, [String]) {
        let site = try sites.fresh(kind)
        try site.give(bytes, as: kind.file)
        let (outcome, report) = try site.carry()
        var judge = MutationJudge(kind, bytes)
        try judge.judge(outcome.status, report, site, after: last)
        return (outcome.status, judge.wrongs)
    }
}
