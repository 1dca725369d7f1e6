import Exchange
import Formats
import Rules

/// Holds a mapped user against the schema's types and limits, the profile's required fields, and the rule pack.
struct UserRules: Validator {
    /// What most values pass at once, as plain numbers; the rest is looked at closely.
    private struct Check {
        let required: Bool
        /// Bytes that are certainly not too many characters; nothing passes at once where 0.
        let bytes: Int
        /// Dates were parsed and rewritten by the mapping, and what was wrong with them was said there.
        var isDate = false
    }

    private let layout: UserLayout
    private let checks: [Check]
    /// When a part needs a closer look, as plain numbers into `watched`: with its key blank, if one of `others` is not;
    /// with its key there, if one of `demanded` is blank.
    private struct Watch {
        let key: Int
        let others: Range<Int>
        let demanded: Range<Int>
    }

    /// Parts whose key may be missing while other values are there, and what to watch of each.
    private let parts: [UserLayout.Part]
    private let watches: [Watch]
    private let watched: [Int]
    /// Slots whose policy for blanks asks for something.
    private let open: [Int]
    private var pack: AlmaRules

    init(_ layout: UserLayout, _ pack: AlmaRulePack, today: CivilDate) {
        self.layout = layout
        self.pack = AlmaRules(layout, pack, today: today)
        open = layout.slots.indices.filter { layout.slots[$0].rule.blank != .clear }
        checks = layout.slots.enumerated().map { index, slot in
            switch slot.element.kind {
            // Whatever the profile says: nobody could tell whose record it is.
            case .text(let limit):
                Check(required: slot.rule.required || index == layout.primarySlot, bytes: limit ?? .max)
            case .date, .moment: Check(required: slot.rule.required, bytes: .max, isDate: true)
            case .boolean: Check(required: slot.rule.required, bytes: 0)
            }
        }
        parts = layout.parts.filter { $0.keySlot != nil && $0.slots.count > 1 }
        var watched: [Int] = []
        watches = parts.map { part in
            let start = watched.count
            watched += UserRules.telling(part, layout)
            let middle = watched.count
            watched += part.members.filter(\.element.isDemanded).compactMap(\.slot)
            return Watch(key: part.keySlot ?? 0, others: start..<middle, demanded: middle..<watched.count)
        }
        self.watched = watched
    }

    mutating func check(_ user: borrowing UserRecord, at position: Position, report: Report) -> Bool {
        // Almost nobody has a character that XML cannot carry, and the mapping has looked at all of a row at once.
        let isLegal = user.glance.isLegal
        var isGood = true
        for index in checks.indices {
            let count = user.ranges[index].count
            if count == 0 {
                if checks[index].required { isGood = sayMissing(index, user, position, report) }
            } else if !(isLegal || checks[index].isDate) || count > checks[index].bytes {
                isGood = look(user, index, position, report) && isGood
            }
        }
        for index in watches.indices where isDoubtful(watches[index], user) {
            isGood = inspect(parts[index], user, position, report) && isGood
        }
        return pack.check(user, at: position, report: report) && isGood
    }

    /// Whether a field is blank whose policy asks for something.
    func hasOpenBlank(_ user: borrowing UserRecord) -> Bool {
        for slot in open where user.ranges[slot].isEmpty { return true }
        return false
    }

    private func isDoubtful(_ watch: Watch, _ user: borrowing UserRecord) -> Bool {
        if user.ranges[watch.key].isEmpty {
            for index in watch.others where !user.ranges[watched[index]].isEmpty { return true }
        } else {
            for index in watch.demanded where user.ranges[watched[index]].isEmpty { return true }
        }
        return false
    }

    private func look(_ user: borrowing UserRecord, _ index: Int, _ position: Position, _ report: Report) -> Bool {
        let slot = layout.slots[index]
        let range = user.ranges[index]
        let problem = user.bytes.withUnsafeBufferPointer {
            UserValue.problem(UnsafeBufferPointer(rebasing: $0[range]), slot.element, .iso)
        }
        guard let problem else { return true }
        return refuse("the value \(problem.words)", problem.code, slot, user, position, report)
    }

    private func sayMissing(
        _ index: Int, _ user: borrowing UserRecord, _ position: Position, _ report: Report
    ) -> Bool {
        let slot = layout.slots[index]
        let words = "it is required, and column '\(slot.rule.column ?? "")' is blank"
        return refuse(words, .sisRequired, slot, user, position, report)
    }

    /// The slots of which a value shows that a part was meant; a default or a date counted from today shows nothing.
    private static func telling(_ part: UserLayout.Part, _ layout: UserLayout) -> [Int] {
        part.slots.filter { !layout.slots[$0].rule.needsNoColumn }
    }

    /// A part with values but without the one that makes it useful is left out, and that is said.
    private func inspect(
        _ part: UserLayout.Part, _ user: borrowing UserRecord, _ position: Position, _ report: Report
    ) -> Bool {
        guard let key = part.keySlot else { return true }
        guard user.ranges[key].isEmpty else { return holdsDemanded(part, user, position, report) }
        for slot in UserRules.telling(part, layout) where !user.ranges[slot].isEmpty {
            report.add(
                Finding(
                    .warning, .sisSegment, position.at(layout.slots[key].rule.column ?? part.path),
                    "\(part.path) has no \(part.segment.key) and was left out for this person.",
                    subject: layout.subject(of: user)))
            return true
        }
        return true
    }

    /// A part that stands must have all that the schema demands of one.
    private func holdsDemanded(
        _ part: UserLayout.Part, _ user: borrowing UserRecord, _ position: Position, _ report: Report
    ) -> Bool {
        var isGood = true
        for member in part.members where member.element.isDemanded {
            guard let slot = member.slot, user.ranges[slot].isEmpty, !checks[slot].required else { continue }
            isGood = sayMissing(slot, user, position, report)
        }
        return isGood
    }

    private func refuse(
        _ words: String, _ code: Code, _ slot: UserLayout.Slot, _ user: borrowing UserRecord, _ position: Position,
        _ report: Report
    ) -> Bool {
        report.add(
            Finding(
                .error, code, position.at(slot.rule.column ?? slot.path), "\(slot.path): \(words).",
                subject: layout.subject(of: user)))
        return false
    }
}
