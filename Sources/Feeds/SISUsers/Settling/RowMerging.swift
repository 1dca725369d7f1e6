import Exchange

/// Several rows of one person made one user.
struct RowMerging {
    struct Row {
        let row: Int
        let head: UserHead
        let values: [[UInt8]]
    }

    private let layout: UserLayout
    private let several: SeveralRows

    init(_ layout: UserLayout, _ several: SeveralRows) {
        self.layout = layout
        self.several = several
    }

    /// The order in which the rows count; the first has won.
    func ordered(_ rows: [Row], by weights: [Int]? = nil) -> [Row] {
        let weights = weights ?? several.weights
        return rows.sorted { left, right in
            let (mine, other) = (weights[Int(left.head.kind)], weights[Int(right.head.kind)])
            return mine != other ? mine > other : left.row < right.row
        }
    }

    /// The values of the one user, slot by slot.
    func values(_ rows: [Row]) -> [[UInt8]] {
        let order = ordered(rows)
        var values = order[0].values
        for member in layout.fields {
            guard let slot = member.slot else { continue }
            values[slot] = value(slot, member.element.name, rows, order)
        }
        for part in layout.parts {
            let giver = giver(part, rows, order)
            for slot in part.slots { values[slot] = giver.values[slot] }
        }
        return values
    }

    private func value(_ slot: Int, _ name: String, _ rows: [Row], _ order: [Row]) -> [UInt8] {
        var order = order
        switch several.exceptions[name] {
        // ISO dates sort as text.
        case .latest: return rows.map { $0.values[slot] }.max { $0.lexicographicallyPrecedes($1) } ?? []
        case .earliest:
            return rows.map { $0.values[slot] }.filter { !$0.isEmpty }.min { $0.lexicographicallyPrecedes($1) } ?? []
        case .weights(let weights): order = ordered(rows, by: weights)
        case nil: break
        }
        let first = order[0].values[slot]
        if !first.isEmpty || !several.fills { return first }
        return order.first { !$0.values[slot].isEmpty }?.values[slot] ?? []
    }

    /// A part comes from one row as a whole: half an address of one and half of another would be nobody's.
    private func giver(_ part: UserLayout.Part, _ rows: [Row], _ order: [Row]) -> Row {
        var order = order
        if case .weights(let weights) = several.exceptions[part.segment.setting] {
            order = ordered(rows, by: weights)
        }
        guard several.fills, let key = part.keySlot else { return order[0] }
        return order.first { !$0.values[key].isEmpty } ?? order[0]
    }
}
