import Exchange
import Foundation
import ServerKit
import Testing

/// The shipped sample, damaged in every way we know, again and again by chance: each variant ends as its kind demands,
/// every record is accounted for, and nothing half-written is left anywhere.
@Suite struct MutationTests {
    private static let seed = Repository.variable("EXCHANGE_SEED").flatMap(UInt64.init) ?? 20_261_121
    private static let variants = 204

    @Test func `two hundred malformed variants end as their kinds demand`() throws {
        print("seed \(Self.seed) (EXCHANGE_SEED repeats or changes it)")
        let sheet = Sheet(try Site.sample())
        let site = try Site()
        var verdicts: [String: [Int: Int]] = [:]
        for variant in 0..<Self.variants {
            let kind = MutationKind.all[variant % MutationKind.all.count]
            var random = SeededNumbers(Self.seed &+ UInt64(variant))
            let status = try carry(kind, kind.change(sheet, &random), "\(kind.name), variant \(variant)", site)
            verdicts[kind.name, default: [:]][status, default: 0] += 1
        }
        print(Self.table(verdicts))
    }

    private func carry(_ kind: MutationKind, _ bytes: [UInt8], _ name: String, _ site: Site) throws -> Int {
        for file in site.everythingAtTarget { unlink(site.scratch.at("\(Site.target)/\(file)")) }
        try site.give(bytes)
        let (outcome, report) = try site.carry("--again", "--reason", name)
        #expect(kind.allowed.contains(outcome.status), "\(name) ended with \(outcome.status): \(report.headline)")
        #expect(report.exit == outcome.status, "\(name)")
        #expect(report.counts.balance, "\(name)")
        if let code = kind.code {
            let said = report.findings.map(\.rule) + [report.fault?.code].compactMap(\.self)
            #expect(said.contains(code), "\(name): said \(Set(said))")
        }
        if outcome.status <= 1 {
            try delivered(kind, bytes, report, name, site)
        } else {
            #expect(site.everythingAtTarget.isEmpty, "\(name) left \(site.everythingAtTarget)")
            #expect(site.scratch.bytes("\(Site.pickup)/people_1.csv") == bytes, "\(name): the source is not as it was")
        }
        return outcome.status
    }

    private func delivered(
        _ kind: MutationKind, _ bytes: [UInt8], _ report: ReportDocument, _ name: String, _ site: Site
    ) throws {
        #expect(site.everythingAtTarget.count == 1, "\(name) left \(site.everythingAtTarget)")
        let read = DeliveredUsers(try site.xml() ?? [])
        #expect(read.isWhole, "\(name): the XML is not well-formed")
        #expect(read.users == report.counts.accepted, "\(name)")
        guard kind.keepsText else { return }
        // As it would look in a CSV cell: quotes doubled.
        let text = String(decoding: bytes, as: UTF8.self)
        let strangers = read.values.filter {
            !text.contains($0) && !text.contains($0.replacingOccurrences(of: "\"", with: "\"\""))
        }
        #expect(strangers.isEmpty, "\(name): \(strangers) stand nowhere in the source")
    }

    private static func table(_ verdicts: [String: [Int: Int]]) -> String {
        let words = [0: "done", 1: "done with rejects", 2: "held", 3: "nothing to do", 5: "rejected"]
        let width = (verdicts.keys.map(\.count).max() ?? 0) + 2
        return verdicts.sorted { $0.key < $1.key }.map { name, counts in
            let said = counts.sorted { $0.key < $1.key }.map { "\($1) \(words[$0] ?? "exit \($0)")" }
            return name + String(repeating: " ", count: width - name.count) + said.joined(separator: ", ")
        }.joined(separator: "\n")
    }
}
