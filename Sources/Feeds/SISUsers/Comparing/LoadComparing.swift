import Exchange

/// Holds each user of a load against the last delivered one, and counts what will change.
struct LoadComparing {
    enum Change: Hashable {
        case new
        case same
        /// By the names of the fields, and whether a value is erased.
        case changed([String], clears: Bool)
    }

    /// What happens to one value of one user.
    private enum Step {
        case none, set, changed, cleared

        init(_ before: UnsafeBufferPointer<UInt8>, _ user: borrowing UserRecord, _ slot: Int) {
            let isSame = user.with(slot) { $0.elementsEqual(before) }
            self = isSame ? .none : before.isEmpty ? .set : user.isBlank(slot) ? .cleared : .changed
        }

        init(_ before: [UInt8], _ now: [UInt8]) {
            self = before == now ? .none : before.isEmpty ? .set : now.isEmpty ? .cleared : .changed
        }
    }

    private struct Tally {
        var set = 0
        var changed = 0
        var cleared = 0
        var now = 0

        /// Counts it; false where nothing happens.
        mutating func differ(_ step: Step, _ clears: inout Bool) -> Bool {
            switch step {
            case .none: return false
            case .set: set += 1
            case .changed: changed += 1
            case .cleared:
                cleared += 1
                clears = true
            }
            return true
        }
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
    private var users = 0
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
        users += 1
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
        let (names, clears) = try differing(user, from: found.index, last)
        if names.isEmpty {
            same += 1
            return .same
        }
        changed += 1
        return .changed(names, clears: clears)
    }

    private mutating func differing(
        _ user: borrowing UserRecord, from index: Int, _ last: LastLoad
    ) throws(Fault) -> (names: [String], clears: Bool) {
        var names: [String] = []
        var clears = false
        var (slots, lost, fixed) = (slots, lost, fixed)
        try last.with(index) { old, _ throws(Fault) in
            for slot in slots.indices
            where slots[slot].differ(last.with(slot, of: old) { Step($0, user, slot) }, &clears) {
                names.append(layout.slots[slot].name)
            }
            for place in last.leftovers where !old.isBlank(place) {
                lost[place] += 1
                clears = true
                names.append(last.shape.names[place])
            }
            for (number, difference) in differences.enumerated() {
                let step = Step(difference.before.value(old), difference.now.value(user))
                if fixed[number].differ(step, &clears) { names.append(difference.name) }
            }
        }
        (self.slots, self.lost, self.fixed) = (slots, lost, fixed)
        return (names, clears)
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
            return Comparison.Field(
                name: known.name, set: count.set, changed: count.changed, cleared: count.cleared,
                filledBefore: last?.filled(slot) ?? 0, filledNow: count.now, isSteady: known.isSteady)
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
                    filledBefore: difference.before.count(last?.filled ?? [], of: last?.count ?? 0),
                    filledNow: difference.now.count(slots.map(\.now), of: users)))
        }
        return rows.filter { $0.set + $0.changed + $0.cleared + $0.filledBefore + $0.filledNow > 0 }
    }
}
