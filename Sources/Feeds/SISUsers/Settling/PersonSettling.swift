import Exchange

extension UserSettling {
    /// Rows with one primary id become one user.
    mutating func settlePeople(_ several: SeveralRows) throws(Fault) {
        guard let primary = layout.primarySlot else { return }
        people.sort()
        // One array for all: there may be a group for every other row.
        var rows: [UInt32] = []
        var groups: [Range<UInt32>] = []
        try people.eachRun { run throws(Fault) in
            for group in try self.groups(run.map { Int($0.row) }, primary) {
                let start = UInt32(truncatingIfNeeded: rows.count)
                rows += group.map { UInt32(truncatingIfNeeded: $0) }
                groups.append(start..<UInt32(truncatingIfNeeded: rows.count))
            }
        }
        // In the order of the file, so that the report reads like it.
        groups.sort { rows[Int($0.lowerBound)] < rows[Int($1.lowerBound)] }
        for group in groups { try merge(group.map { Int(rows[Int($0)]) }, several) }
    }

    /// Where a user made of several rows was rejected in the end, each of these rows is: together they can be corrected
    /// and run again.
    mutating func rejectTogether() throws(Fault) {
        guard let primary = layout.primarySlot else { return }
        try people.eachRun { run throws(Fault) in
            func has(_ state: UserTable.State) -> Bool { run.contains { self.table.state(Int($0.row)) == state } }
            guard has(.rejected), has(.merged) else { return }
            for group in try self.groups(run.map { Int($0.row) }, primary) {
                guard let bad = group.first(where: { self.table.state($0) == .rejected }) else { continue }
                try self.rejectOthers(group.filter { self.table.state($0) == .merged }, because: bad)
            }
        }
    }

    private mutating func rejectOthers(_ rows: [Int], because bad: Int) throws(Fault) {
        try window.load(table.offsets[bad])
        let place = place(window.head)
        for row in rows {
            try reject(row, .sisOtherRow, "primary_id", "Another row of this person, \(place), was rejected.")
        }
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
            return try rejectOthers(rows.filter { table.state($0) == .accepted }, because: bad)
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
        // The user stands where the row that won stands, so that whatever is said of it later names that line.
        for row in order.dropFirst() { table.set(row.row, .merged) }
        let position = position(winner.head, "primary_id")
        try replace(winner.row, user, winner.head)
        if rules.hasOpenBlank(user) { openBlanks.append(UInt32(truncatingIfNeeded: winner.row)) }
        say(order, several, position, subject: layout.subject(of: user))
        // Each row was good; together they may not be (a purge date of one before the expiry date of the other).
        if !rules.check(user, at: position, report: report) { table.set(winner.row, .rejected) }
    }

    private func say(
        _ order: [RowMerging.Row], _ several: SeveralRows, _ position: Position, subject: String?
    ) {
        func named(_ row: RowMerging.Row) -> String {
            let kind = Int(row.head.kind)
            return "\(several.name(of: kind)) (\(several.weights[kind]))"
        }
        let lost = order.dropFirst().map { "\(place($0.head)), \(named($0))" }
        report.add(
            Finding(
                .note, .sisSeveralRows, position,
                "One person: \(place(order[0].head)), \(named(order[0])), won over \(lost.joined(separator: "; ")).",
                subject: subject))
    }
}
