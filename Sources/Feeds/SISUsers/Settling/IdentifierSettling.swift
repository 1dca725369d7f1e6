import Exchange

extension UserSettling {
    /// Identifiers must be unique over the whole load, across types and within a person.
    mutating func settleIdentifiers() throws(Fault) {
        identifiers.sort()
        var clashes: [Clash] = []
        var number = 0
        try identifiers.eachRun { run throws(Fault) in
            for same in try self.equal(run.filter(self.counts)) where same.count > 1 {
                clashes += same.map { Clash(row: Int($0.row), slot: UserSettling.slot($0), number: number) }
                number += 1
            }
        }
        if clashes.isEmpty { return }
        // A stable order: by row, within a row as the profile names them.
        clashes.sort { ($0.row, $0.slot) < ($1.row, $1.slot) }
        switch policies.duplicates {
        case .rejectAll: try rejectAll(clashes, count: number)
        case .rejectLater, .dropIdentifier: try letFirstWin(clashes, count: number)
        }
    }

    /// One holder of an identifier that has several.
    struct Clash {
        private let row32: UInt32
        private let slot32: UInt32
        private let number32: UInt32

        init(row: Int, slot: Int, number: Int) {
            row32 = UInt32(truncatingIfNeeded: row)
            slot32 = UInt32(truncatingIfNeeded: slot)
            number32 = UInt32(truncatingIfNeeded: number)
        }

        var row: Int { Int(row32) }
        var slot: Int { Int(slot32) }
        /// Which identifier.
        var number: Int { Int(number32) }
    }

    private static func slot(_ entry: IdentifierIndex.Entry) -> Int { Int(entry.slot & ~settled) }

    /// Whether the row is still in the load, and this is what it has now.
    private func counts(_ entry: IdentifierIndex.Entry) -> Bool {
        let row = Int(entry.row)
        return table.state(row) == .accepted && table.isReplaced(row) == (entry.slot & UserSettling.settled != 0)
    }

    /// Entries with equal hashes, told apart by the identifiers themselves. A primary id may stand in two groups: with
    /// what is the same as it stands, and with primary ids that differ from it in the case of letters.
    private mutating func equal(_ entries: [IdentifierIndex.Entry]) throws(Fault) -> [[IdentifierIndex.Entry]] {
        if entries.count < 2 { return [] }
        var same = EqualIdentifiers(folding: policies.ignoresCase)
        var primaries = EqualIdentifiers(folding: true)
        var before: IdentifierIndex.Entry?
        for entry in entries {
            // A row that was settled twice stands in the index twice.
            if let before, before.row == entry.row, before.slot == entry.slot { continue }
            before = entry
            try window.load(table.offsets[Int(entry.row)])
            let slot = UserSettling.slot(entry)
            let text = window.user.with(slot) { Array($0) }
            same.add(text, entry)
            if slot == layout.primarySlot, !policies.ignoresCase { primaries.add(text, entry) }
        }
        return same.groups.map(\.entries) + primaries.groups.filter(\.isMixed).map(\.entries)
    }

    private mutating func rejectAll(_ clashes: [Clash], count: Int) throws(Fault) {
        // The first two holders of each: one of them is another than whoever asks.
        var first = [Clash?](repeating: nil, count: count)
        var second = first
        for clash in clashes {
            if first[clash.number] == nil {
                first[clash.number] = clash
            } else if second[clash.number] == nil {
                second[clash.number] = clash
            }
        }
        try eachRow(clashes) { (settling, mine) throws(Fault) in
            guard let clash = mine.first, let holder = first[clash.number] else { return }
            let isOwn = holder.row == clash.row && holder.slot == clash.slot
            try settling.refuse(clash.row, clash, heldBy: isOwn ? second[clash.number] ?? holder : holder)
        }
    }

    /// As the receiver does: the first user that is loaded has the identifier; one that was refused has nothing.
    private mutating func letFirstWin(_ clashes: [Clash], count: Int) throws(Fault) {
        var holders = [Clash?](repeating: nil, count: count)
        try eachRow(clashes) { (settling, mine) throws(Fault) in
            var lost: [(Clash, Clash)] = []
            var won: [Clash] = []
            for clash in mine {
                if let holder = holders[clash.number] ?? won.first(where: { $0.number == clash.number }) {
                    lost.append((clash, holder))
                } else {
                    won.append(clash)
                }
            }
            if let (clash, holder) = lost.first {
                let drops = settling.policies.duplicates == .dropIdentifier
                guard drops, lost.allSatisfy({ settling.layout.mayDrop($0.0.slot) }),
                    try settling.drop(lost, from: clash.row)
                else { return try settling.refuse(clash.row, clash, heldBy: holder) }
            }
            for clash in won { holders[clash.number] = clash }
        }
    }

    /// The clashes of one row after another; they are sorted so.
    private mutating func eachRow(
        _ clashes: [Clash], _ body: (inout UserSettling, ArraySlice<Clash>) throws(Fault) -> Void
    ) throws(Fault) {
        var start = 0
        while start < clashes.count {
            var end = start + 1
            while end < clashes.count, clashes[end].row == clashes[start].row { end += 1 }
            try body(&self, clashes[start..<end])
            start = end
        }
    }

    /// In the words of the library system's own report, with both lines.
    private mutating func refuse(_ row: Int, _ clash: Clash, heldBy holder: Clash) throws(Fault) {
        let name = layout.identifierName(clash.slot)
        if holder.row == row {
            return try reject(
                row, .sisSameIdentifier, layout.slots[clash.slot].path,
                "\(name) has the same value as \(layout.identifierName(holder.slot)) of this very user.")
        }
        try window.load(table.offsets[holder.row])
        let place = place(window.head)
        let other = layout.identifierName(holder.slot)
        try reject(
            row, .sisDuplicateIdentifier, layout.slots[clash.slot].path,
            "The \(name) is already taken in this feed, by \(place)\(other == name ? "" : " as \(other)").")
    }

    /// Answers false, and leaves all as it was, where the user is not good without them: one may be required, or be what
    /// logins find the user by.
    private mutating func drop(_ lost: [(Clash, Clash)], from row: Int) throws(Fault) -> Bool {
        try window.load(table.offsets[row])
        let head = window.head
        var user = UserRecord(slots: layout.slots.count)
        let dropped = Set(lost.flatMap { layout.slots(ofPartWith: $0.0.slot) })
        for slot in layout.slots.indices where !window.user.isBlank(slot) && !dropped.contains(slot) {
            user.put(window.user.with(slot) { Array($0) }, in: slot)
        }
        user.close()
        user.population = Int(head.population)
        // Whatever else there is to say about this user was said when the row was read.
        if !rules.check(user, at: position(head, "primary_id"), report: Report()) { return false }
        let subject = layout.subject(of: user)
        table.replace(row, by: try spool.append(head, user))
        for (clash, holder) in lost {
            try window.load(table.offsets[holder.row])
            report.add(
                Finding(
                    .warning, .sisDuplicateIdentifier, position(head, layout.slots[clash.slot].path),
                    "The \(layout.identifierName(clash.slot)) is already taken in this feed, by \(place(window.head)); "
                        + "this user is sent without it.", subject: subject))
        }
        return true
    }
}
