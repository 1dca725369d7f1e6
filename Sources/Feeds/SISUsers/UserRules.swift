import Exchange
import Rules

/// Holds a mapped user against the schema's types and limits and the profile's required fields.
struct UserRules: Validator {
    private let layout: UserLayout

    init(_ layout: UserLayout) { self.layout = layout }

    mutating func check(_ user: borrowing UserRecord, at position: Position, report: Report) -> Bool {
        var isGood = true
        for (index, slot) in layout.slots.enumerated() {
            if user.ranges[index].isEmpty {
                if slot.rule.required { isGood = refuse(missing(slot), .sisRequired, slot, position, report) }
            } else if let problem = problem(user, index, slot) {
                isGood = refuse("the value \(problem.words)", problem.code, slot, position, report)
            }
        }
        for part in layout.parts { inspect(part, user, position, report) }
        return isGood
    }

    private func problem(_ user: borrowing UserRecord, _ index: Int, _ slot: UserLayout.Slot) -> UserValue.Problem? {
        let range = user.ranges[index]
        // Dates were parsed and rewritten by the mapping.
        if slot.element.kind == .date { return nil }
        return user.bytes.withUnsafeBufferPointer {
            UserValue.problem(UnsafeBufferPointer(rebasing: $0[range]), slot.element, .iso)
        }
    }

    /// A part with values but without the one that makes it useful is left out, and that is said.
    private func inspect(
        _ part: UserLayout.Part, _ user: borrowing UserRecord, _ position: Position, _ report: Report
    ) {
        guard let key = part.keySlot, user.ranges[key].isEmpty else { return }
        for slot in part.slots where !user.ranges[slot].isEmpty {
            report.add(
                Finding(
                    .warning, .sisSegment, position.at(layout.slots[key].rule.column ?? part.path),
                    "\(part.path) has no \(part.segment.key) and was left out for this person."))
            return
        }
    }

    private func missing(_ slot: UserLayout.Slot) -> String { "it is required, and column '\(slot.rule.column ?? "")' is blank" }

    private func refuse(
        _ words: String, _ code: Code, _ slot: UserLayout.Slot, _ position: Position, _ report: Report
    ) -> Bool {
        report.add(Finding(.error, code, position.at(slot.rule.column ?? slot.path), "\(slot.path): \(words)."))
        return false
    }
}
