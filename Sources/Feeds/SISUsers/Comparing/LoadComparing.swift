import Exchange

/// Holds each user of a load against the last delivered one, and counts what will change.
struct LoadComparing {
    enum Change: Hashable {
        case new
        case same
        /// By the names of the fields.
        case changed([String])
    }

    private struct Tally {
        var set = 0
        var changed = 0
        var cleared = 0
        var now = 0
    }

    private let layout: UserLayout
    private let last: LastLoad?
    private let differences: [ConstantDifference]
    private let hash = ByteHash()
    private let primary: Int?
    private let group: Int?
    private let fixedGroup: [UInt8]
    private var slots: [Tally]
    private var lost: [Int]
    private var fixed: [Tally]
    private(set) var groups = GroupCount()
    private var gone: [Int] = []
    private(set) var new = 0
    private(set) var same = 0
    private(set) var changed = 0
    private(set) var kept = 0
    private(set) var missing = 0
    var expired = 0

    init(_ layout: UserLayout, _ last: LastLoad?) {
        self.layout = layout
        self.last = last
        primary = layout.primarySlot
        group = layout.groupSlot
        fixedGroup = layout.fixedGroup
        differences = last.map { ConstantDifference.all(from: $0.shape, to: layout) } ?? []
        slots = [Tally](repeating: Tally(), count: layout.slots.count)
        lost = [Int](repeating: 0, count: last?.shape.names.count ?? 0)
        fixed = [Tally](repeating: Tally(), count: differences.count)
        gone = [Int](repeating: 0, count: last?.groups.names.count ?? 0)
    }

    /// One user of this load; `body` is where its body lies in the user's bytes.
    mutating func take(_ user: borrowing UserRecord, body: Range<Int>) throws(Fault) -> Change {
        for slot in slots.indices where !user.ranges[slot].isEmpty { slots[slot].now += 1 }
        if let group {
            _ = user.with(group) { groups.count($0) }
        } else {
            _ = groups.count(fixedGroup)
        }
        guard let last, let primary else {
            new += 1
            return .new
        }
        let key = user.with(primary) { hash.folded($0) }
        let sum = user.bytes.withUnsafeBufferPointer { hash(UnsafeBufferPointer(rebasing: $0[body])) }
        guard let found = last.find(key, body: sum) else {
            new += 1
            return .new
        }
        if found.isSame && differences.isEmpty {
            same += 1
            return .same
        }
        let names = try differing(user, from: found.index, last)
        if names.isEmpty {
            same += 1
            return .same
        }
        changed += 1
        return .changed(names)
    }

    private mutating func differing(
        _ user: borrowing UserRecord, from index: Int, _ last: LastLoad
    ) throws(Fault) -> [String] {
        var names: [String] = []
        var slots = slots
        var lost = lost
        var fixed = fixed
        try last.with(index) { old, _ throws(Fault) in
            for (slot, place) in last.places.enumerated() {
                let before = place.map { old.ranges[$0] } ?? 0..<0
                let now = user.ranges[slot]
                switch (before.isEmpty, now.isEmpty) {
                case (true, true): continue
                case (true, false): slots[slot].set += 1
                case (false, true): slots[slot].cleared += 1
                case (false, false):
                    let isSame = user.with(slot) { now in
                        old.bytes.withUnsafeBufferPointer { now.elementsEqual($0[before]) }
                    }
                    if isSame { continue }
                    slots[slot].changed += 1
                }
                names.append(layout.slots[slot].name)
            }
            for place in last.leftovers where !old.isBlank(place) {
                lost[place] += 1
                names.append(last.shape.names[place])
            }
            for (number, difference) in differences.enumerated() {
                let before = difference.before && (difference.keyBefore.map { !old.isBlank($0) } ?? true)
                let now = difference.now && (difference.keyNow.map { !user.isBlank($0) } ?? true)
                switch (before, now) {
                case (false, false): continue
                case (false, true): fixed[number].set += 1
                case (true, false): fixed[number].cleared += 1
                case (true, true): fixed[number].changed += 1
                }
                names.append(difference.name)
            }
        }
        (self.slots, self.lost, self.fixed) = (slots, lost, fixed)
        return names
    }

    /// Somebody of the last load who was rejected now.
    mutating func keep() { kept += 1 }

    /// Somebody of the last load who is not in this one.
    mutating func miss(group: UInt16) {
        missing += 1
        gone[Int(group)] += 1
    }

    func comparison(now: Int) -> Comparison {
        Comparison(
            noun: "user", baseline: last?.run, before: last?.count ?? 0, now: now, new: new, changed: changed,
            same: same, gone: missing, expired: expired, kept: kept, groups: groupRows, fields: fieldRows)
    }

    private var groupRows: [Comparison.Group] {
        var rows: [Comparison.Group] = []
        for (number, name) in (last?.groups.names ?? []).enumerated() {
            rows.append(
                Comparison.Group(
                    name: last?.groups.name(number) ?? "", before: last?.groups.counts[number] ?? 0,
                    now: groups.count(of: name), gone: gone[number]))
        }
        let known = Set(last?.groups.names ?? [])
        for (number, name) in groups.names.enumerated() where !known.contains(name) {
            rows.append(Comparison.Group(name: groups.name(number), before: 0, now: groups.counts[number], gone: 0))
        }
        return rows.sorted { ($1.before, $1.now, $0.name) < ($0.before, $0.now, $1.name) }
    }

    private var fieldRows: [Comparison.Field] {
        var rows = layout.slots.enumerated().map { slot, known in
            let count = slots[slot]
            let before = last.flatMap { last in last.places[slot].map { last.filled[$0] } } ?? 0
            return Comparison.Field(
                name: known.name, set: count.set, changed: count.changed, cleared: count.cleared,
                filledBefore: before, filledNow: count.now, isSteady: known.isSteady)
        }
        for place in last?.leftovers ?? [] {
            rows.append(
                Comparison.Field(
                    name: last?.shape.names[place] ?? "", set: 0, changed: 0, cleared: lost[place],
                    filledBefore: last?.filled[place] ?? 0, filledNow: 0))
        }
        for (number, difference) in differences.enumerated() {
            let count = fixed[number]
            rows.append(
                Comparison.Field(
                    name: difference.name, set: count.set, changed: count.changed, cleared: count.cleared,
                    filledBefore: 0, filledNow: 0))
        }
        return rows.filter { $0.set + $0.changed + $0.cleared + $0.filledBefore + $0.filledNow > 0 }
    }
}
