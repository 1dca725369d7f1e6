import Exchange
import Rules

extension UserSettling {
    /// Blanks that are to be rejected, or filled with what was delivered last.
    mutating func settleBlanks() throws(Fault) {
        for number in openBlanks {
            let row = Int(number)
            if table.state(row) == .accepted { try settleBlanks(row) }
        }
        openBlanks = []
    }

    private mutating func settleBlanks(_ row: Int) throws(Fault) {
        try window.load(table.offsets[row])
        let head = window.head
        var filled: [(slot: Int, value: [UInt8])] = []
        let blank = layout.slots.indices.filter { window.user.isBlank($0) }
        let old = try earlier(window.user)
        for slot in blank {
            switch layout.slots[slot].rule.blank {
            case .clear: break
            case .reject:
                let path = layout.slots[slot].path
                try reject(row, .sisBlank, path, "\(path): it is blank, and 'blank: reject' asks for a value.")
                return
            case .resend:
                if let value = old?[slot], !value.isEmpty { filled.append((slot, value)) }
            }
        }
        if filled.isEmpty { return }
        var user = UserRecord(slots: layout.slots.count)
        for slot in layout.slots.indices where !window.user.isBlank(slot) {
            user.put(window.user.with(slot) { Array($0) }, in: slot)
        }
        for (slot, value) in filled { user.put(value, in: slot) }
        user.close()
        try replace(row, user, head)
        user.population = Int(head.population)
        let position = position(head, "primary_id")
        // Each value was good; together they may not be. What was said of the row already is not said again.
        if !rules.check(user, at: position, report: Report()) {
            _ = rules.check(user, at: position, report: report)
            return table.set(row, .rejected)
        }
        for (slot, _) in filled { resent[slot, default: 0] += 1 }
    }

    /// The values of the same person in the last load, slot by slot.
    private func earlier(_ user: borrowing UserRecord) throws(Fault) -> [[UInt8]]? {
        guard let last, let primary = layout.primarySlot else { return nil }
        let key = user.with(primary) { Array($0) }
        return try last.values(of: key)
    }
}
