import ConformanceKit
import Exchange
import Feeds
import Foundation
import Testing

@Suite struct `Known edits` {
    /// Chains of eight loads: 2,000 loads, or 10,000 where `EXCHANGE_ALL_EDITS` is set.
    private static let chains = ProcessInfo.processInfo.environment["EXCHANGE_ALL_EDITS"] == nil ? 250 : 1250

    @Test(arguments: 0..<10)
    func `are named exactly, and the receiver holds what was sent`(part: Int) throws {
        for chain in stride(from: part, to: Self.chains, by: 10) {
            let seed = UInt64(26_1121_0000 + chain)
            if let wrong = try Self.trouble(seed) {
                Issue.record("seed \(seed): \(wrong)")
                return
            }
        }
    }

    /// What the program and the naive receiver do not agree on, if anything.
    private static func trouble(_ seed: UInt64) throws -> String? {
        var numbers = SeededNumbers(seed: seed)
        var mapping = EditedMapping(&numbers)
        var people = EditedPeople(&numbers)
        var receiver = NaiveReceiver()
        var feed = try SISUsersFeed.reading(mapping.profile)
        var baseline: [UInt8]?
        for number in 1...8 {
            let rows = people.rows(&numbers)
            let load = try TrialLoad(feed, EditedPeople.file(rows, &numbers), after: baseline)
            let told = receiver.take(rows, mapping)
            if let wrong = try differ(load, told, receiver) {
                return "load \(number): \(wrong); \(load.report.findings.map(\.message))"
            }
            if (seed + UInt64(number)).isMultiple(of: 25) { try lookInside(load, feed) }
            baseline = load.baseline ?? baseline
            for _ in 0..<Int.random(in: 0...6, using: &numbers) { people.edit(&numbers) }
            if Int.random(in: 0..<2, using: &numbers) == 0 {
                for _ in 0..<Int.random(in: 1...3, using: &numbers) { mapping.edit(&numbers) }
                feed = try SISUsersFeed.reading(mapping.profile)
            }
        }
        return nil
    }

    private static func differ(
        _ load: TrialLoad, _ told: NaiveReceiver.Told?, _ receiver: NaiveReceiver
    ) throws -> String? {
        guard let told, let comparison = load.conversion.comparison else {
            let isNothing = told == nil && load.conversion.comparison == nil && load.baseline == nil
            return isNothing ? nil : "one of both has nothing to deliver"
        }
        let said = NaiveReceiver.Told(comparison, load.changes)
        if said != told { return said.difference(told) }
        let kept = try KeptUsers(load.baseline ?? [])
        var held: [String: [String: String]] = [:]
        for user in kept.users { held[(user["primary_id"] ?? "").lowercased()] = user }
        if kept.users.count != held.count { return "somebody is twice in the baseline" }
        if held != receiver.users { return "the baseline holds other users" }
        if Set(kept.names) != Set(receiver.values) || kept.names.count != receiver.values.count { return "names" }
        return kept.constants == receiver.constants ? nil : "constants \(kept.constants) \(receiver.constants)"
    }

    /// What is delivered is what was counted.
    private static func lookInside(_ load: TrialLoad, _ feed: SISUsersFeed) throws {
        try load.verify(feed)
        let comparison = try #require(load.conversion.comparison)
        let users = try load.users
        #expect(users.count == comparison.now + comparison.expired)
        #expect(Set(users.map { $0["primary_id"]?.lowercased() }).count == users.count)
    }
}
