import Exchange

extension UserSettling {
    /// Rows with one primary id become one user.
    mutating func settlePeople(_ several: SeveralRows) throws(Fault) {
        guard let primary = layout.primarySlot else { return }
        people.sort()
        var groups: [[Int]] = []
        try people.eachRun { run throws(Fault) in
            groups += try self.groups(run.map { Int($0.row) }, primary)
        }
        // In the order of the file, so that the report reads like it.
        for group in groups.sorted(by: { $0[0] < $1[0] }) { try merge(group, several) }
    }

    /// Rows with equal hashes, told apart by the identifier itself.
    private mutating func groups(_ rows: [Int], _ primary: Int) throws(Fault) -> [[Int]] {
        var groups: [(key: [UInt8], rows: [Int])] = []
        for row in rows {
            try window.load(table.offsets[row])
            let key = window.user.with(primary) { Array($0) }
            let known = groups.firstIndex { group in
                group.key.withUnsafeBufferPointer { left in key.withUnsafeBufferPointer { equalFolded(left, $0) } }
            }
            if let known { groups[known].rows.append(row) } else { groups.append((key, [row])) }
        }
        return groups.map { $0.rows.sorted() }.filter { $0.count > 1 }
    }

    private mutating func merge(_ rows: [Int], _ several: SeveralRows) throws(Fault) {
        // Without the row that was rejected the person would be sent as somebody else: nobody is, then.
        if let bad = rows.first(where: { table.state($0) == .rejected }) {
            try window.load(table.offsets[bad])
            let place = place(window.head)
            for row in rows where table.state(row) == .accepted {
                try reject(row, .sisOtherRow, "primary_id", "Another row of this person, \(place), was rejected.")
            }
            return
        }
        let live = rows.filter { table.state($0) == .accepted }
        if live.count < 2 { return }
        var read: [RowMerging.Row] = []
        for row in live {
            try window.load(table.offsets[row])
            let values = layout.slots.indices.map { slot in window.user.with(slot) { Array($0) } }
            read.append(RowMerging.Row(row: row, head: window.head, values: values))
        }
        try join(read, RowMerging(layout, several), several)
    }

    private mutating func join(
        _ rows: [RowMerging.Row], _ merging: RowMerging, _ several: SeveralRows
    ) throws(Fault) {
        let order = merging.ordered(rows)
        let winner = order[0]
        var user = UserRecord(slots: layout.slots.count)
        for (slot, value) in merging.values(rows).enumerated() where !value.isEmpty { user.put(value, in: slot) }
        user.close()
        user.population = Int(winner.head.population)
        let first = rows[0].row
        merged.add(rows.map(\.row), offset: table.offsets[first])
        for row in rows.dropFirst() { table.set(row.row, .merged) }
        let position = position(winner.head, "primary_id")
        try replace(first, user, winner.head)
        if rules.hasOpenBlank(user) { openBlanks.append(UInt32(truncatingIfNeeded: first)) }
        say(order, several, position)
        // Each row was good; together they may not be (a purge date of one before the expiry date of the other).
        if !rules.check(user, at: position, report: report) { table.set(first, .rejected) }
    }

    private func say(_ order: [RowMerging.Row], _ several: SeveralRows, _ position: Position) {
        func named(_ row: RowMerging.Row) -> String {
            let kind = Int(row.head.kind)
            return "\(several.name(of: kind)) (\(several.weights[kind]))"
        }
        let lost = order.dropFirst().map { "\(place($0.head)), \(named($0))" }
        report.add(
            Finding(
                .note, .sisSeveralRows, position,
                "One person: \(place(order[0].head)), \(named(order[0])), won over \(lost.joined(separator: "; "))."))
    }
}
