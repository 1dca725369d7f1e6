import Exchange
import Ledger

/// What became of everything that was sent: `exchange reconcile`. Memory does not grow with the register, but for what
/// somebody should look at, of which the first of each sort are kept and all are counted.
package struct Reconciliation: Codable, Hashable, Sendable {
    /// One object somebody should look at.
    package struct Item: Codable, Hashable, Sendable {
        package let key: String
        /// The number people know it by, and whose it is.
        package let reference: String
        package let party: String
        package let money: Money?
        /// When it was sent, by which run, and how many days ago.
        package let sent: String
        package let run: String
        package let days: Int
        /// What was said since, a sentence each.
        package let answers: [String]
    }

    /// All objects of one sort.
    package struct Group: Codable, Hashable, Sendable {
        package let name: String
        package internal(set) var count = 0
        /// By currency's code.
        package internal(set) var sums: [String: Decimal] = [:]
        /// The first of them, oldest first; empty where nobody need look.
        package internal(set) var items: [Item] = []
    }

    /// A number that was taken and under which nothing was sent.
    package struct Gap: Codable, Hashable, Sendable {
        package let profile: String
        package let sequence: String
        package let number: Int
        package let run: String
        /// How that run ended, in a sentence.
        package let why: String
    }

    package let schema: Int
    package let kind: String
    /// The day it was looked at.
    package let day: String
    package private(set) var groups: [Group]
    package private(set) var gaps: [Gap] = []
    /// What a list from elsewhere has and was never sent from here; nil where no list was given.
    package private(set) var unsent: [String]?

    /// Names of the groups in their order; those from `openBounds` by days.
    static let ages = [
        (7, "no answer, up to 7 days"), (30, "no answer, 8 to 30 days"), (90, "no answer, 31 to 90 days"),
    ]
    static let oldest = "no answer, more than 90 days"
    static let differing = "paid, but another amount"
    static let twice = "sent more than once"
    private static let keptItems = 200

    package init(
        _ kind: RegisterEntry.Kind, of profiles: [String], _ ledger: any LedgerStore, today: CivilDate,
        list: Set<String>? = nil
    ) throws(Fault) {
        schema = 1
        self.kind = kind.rawValue
        day = today.description
        let calm = [ObjectStory.State.paid, .approved, .waiting].map(\.rawValue)
        let wanting =
            [Reconciliation.oldest] + Reconciliation.ages.reversed().map(\.1)
            + [
                ObjectStory.State.rejected.rawValue, ObjectStory.State.contradicted.rawValue,
                ObjectStory.State.partlyPaid.rawValue, Reconciliation.differing, ObjectStory.State.stranger.rawValue,
                Reconciliation.twice,
            ]
        groups = (calm + wanting).map { Group(name: $0) }
        var left = list
        var entries: [RegisterEntry] = []
        // The ledger lends one object's entries together.
        try ledger.eachRegistered(kind) { entry throws(Fault) in
            if let first = entries.first, first.object != entry.object {
                take(entries, today, &left)
                entries.removeAll(keepingCapacity: true)
            }
            entries.append(entry)
        }
        take(entries, today, &left)
        unsent = left.map { $0.sorted() }
        for profile in profiles { try look(at: profile, ledger) }
        for index in groups.indices { groups[index].items.sort { ($0.sent, $0.key) < ($1.sent, $1.key) } }
    }

    /// Nothing of this kind was ever sent or answered.
    package var isEmpty: Bool { groups.allSatisfy { $0.count == 0 } && gaps.isEmpty && unsent?.isEmpty != false }

    /// Whether somebody should look: anything but what was paid, is new, or waits.
    package var wantsSomebody: Bool {
        let quiet = [ObjectStory.State.paid, .approved, .waiting].map(\.rawValue) + [Reconciliation.ages[0].1]
        return groups.contains { $0.count > 0 && !quiet.contains($0.name) } || !gaps.isEmpty
            || unsent?.isEmpty == false
    }

    private mutating func take(_ entries: [RegisterEntry], _ today: CivilDate, _ left: inout Set<String>?) {
        guard let story = ObjectStory(entries) else { return }
        if story.timesSent > 0 {
            left?.remove(story.key)
            left?.remove(story.origin.reference)
        }
        add(story, to: Reconciliation.name(story, today), today)
        if story.difference != nil { add(story, to: Reconciliation.differing, today) }
        if story.timesSent > 1 { add(story, to: Reconciliation.twice, today) }
    }

    private static func name(_ story: ObjectStory, _ today: CivilDate) -> String {
        guard story.state == .open else { return story.state.rawValue }
        let days = today.daysSince1970 - story.origin.day.daysSince1970
        return ages.first { days <= $0.0 }?.1 ?? oldest
    }

    private mutating func add(_ story: ObjectStory, to name: String, _ today: CivilDate) {
        guard let index = groups.firstIndex(where: { $0.name == name }) else { return }
        groups[index].count += 1
        if let money = story.sent {
            let sum = groups[index].sums[money.currency.code] ?? .zero
            groups[index].sums[money.currency.code] = sum.plus(money.amount) ?? sum
        }
        let isCalm = [ObjectStory.State.paid, .approved, .waiting].map(\.rawValue).contains(name)
        if isCalm || groups[index].items.count >= Reconciliation.keptItems { return }
        let origin = story.origin
        groups[index].items.append(
            Item(
                key: story.key, reference: origin.reference, party: origin.party, money: story.sent,
                sent: origin.day.description, run: origin.run,
                days: today.daysSince1970 - origin.day.daysSince1970,
                answers: story.answers.map(Reconciliation.words)))
    }

    private static func words(_ answer: RegisterEntry) -> String {
        let money = answer.money.map { " \($0)" } ?? ""
        let reference = answer.reference.isEmpty ? "" : ", \(answer.reference)"
        let note = answer.note.isEmpty ? "" : ": \(answer.note)"
        return "\(answer.event.rawValue)\(money) \(answer.day) (run \(answer.run)\(reference))\(note)"
    }

    private mutating func look(at profile: String, _ ledger: any LedgerStore) throws(Fault) {
        for row in try ledger.reservations(profile) {
            guard let run = try ledger.run(row.run), let end = run.end else { continue }
            let isDelivered = try ledger.deliveries(of: run.id).contains {
                $0.state == .delivered || $0.state == .confirmed
            }
            if isDelivered { continue }
            gaps.append(
                Gap(
                    profile: profile, sequence: row.sequence, number: row.number, run: run.id,
                    why: "run \(run.id) took it and ended '\(end.title)' without sending anything"))
        }
    }
}
