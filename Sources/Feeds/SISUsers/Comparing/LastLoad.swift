import Exchange

/// The last delivered load, as an index in memory: 24 bytes for each user. The values stay in its file.
final class LastLoad {
    private struct Entry {
        /// Of the person's primary id, letters of either case alike.
        let key: UInt64
        /// Of all values, in the order of the layout of now.
        let body: UInt64
        /// Where in the file.
        let offset: UInt32
        /// In units of 4 GiB.
        let high: UInt16
        let group: UInt16
    }

    let run: String
    /// When it was delivered, as the run's clock had it.
    let day: CivilDate?
    let shape: BaselineShape
    /// Where the baseline has what the layout's slots hold.
    private let origins: [LoadValue]
    /// Values the baseline has, and the layout neither asks for nor sends to everybody.
    let leftovers: [Int]
    /// The slots are the very same in the same order: bodies can be compared as they are.
    let isAlike: Bool
    private(set) var groups = GroupCount()
    /// Of each value of its bodies, how many users have one.
    private(set) var filled: [Int]
    private let file: any StagedFile
    private let layout: UserLayout
    private let hash = ByteHash()
    private var entries: [Entry] = []
    private var seen: [Bool] = []
    /// Where each key's entry is, by open addressing: number + 1, or 0. Made when somebody is out of order.
    private var buckets: [UInt32] = []
    /// Users usually come in the order of the last time.
    private var guess = 0
    private var window: BaselineWindow

    var count: Int { entries.count }

    init(_ baseline: Baseline, _ layout: UserLayout) throws(Fault) {
        run = baseline.run
        day = baseline.day
        file = baseline.file
        self.layout = layout
        let (shape, start) = try LastLoad.shape(of: baseline.file)
        self.shape = shape
        let names = layout.slots.map(\.name)
        origins = names.map { shape.value($0) }
        let known = Set(names + BaselineShape(layout).constants.map(\.name))
        leftovers = shape.names.indices.filter { !known.contains(shape.names[$0]) }
        isAlike = shape.names == names
        filled = [Int](repeating: 0, count: shape.names.count)
        window = BaselineWindow(file, slots: shape.names.count, size: 256 << 10)
        try index(from: start)
        // From now on single users are looked at.
        window = BaselineWindow(file, slots: shape.names.count, size: 4 << 10)
    }

    static func shape(of file: any StagedFile) throws(Fault) -> (BaselineShape, Int) {
        let start = try bytes(of: file, BaselineShape.start)
        guard let length = BaselineShape.length(start), length <= file.size,
            let shape = BaselineShape(try bytes(of: file, length))
        else { throw BaselineWindow.damaged }
        return (shape, length)
    }

    private static func bytes(of file: any StagedFile, _ count: Int) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try bytes.fill(count, from: 0) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        if filled < count { throw BaselineWindow.damaged }
        return bytes
    }

    /// One pass over the file.
    private func index(from start: Int) throws(Fault) {
        guard let primary = shape.names.firstIndex(of: UserLayout.primaryName) else { throw BaselineWindow.damaged }
        let group = shape.names.firstIndex(of: UserLayout.groupName)
        let fixed = shape.constants.first { $0.name == UserLayout.groupName }?.value
        var window = window
        var offset = start
        var groups = groups
        var filled = filled
        while try window.load(offset) {
            let key = window.user.with(primary) { hash.folded($0) }
            let number =
                group.map { window.user.with($0) { groups.count($0) } } ?? groups.count(Array((fixed ?? "").utf8))
            for index in filled.indices where !window.user.ranges[index].isEmpty { filled[index] += 1 }
            let body = isAlike ? hash(of: window) : translatedHash(window)
            entries.append(
                Entry(
                    key: key, body: body, offset: UInt32(truncatingIfNeeded: offset),
                    high: UInt16(truncatingIfNeeded: offset >> 32), group: number))
            offset = window.next
        }
        self.groups = groups
        self.filled = filled
        seen = [Bool](repeating: false, count: entries.count)
    }

    private func hash(of window: borrowing BaselineWindow) -> UInt64 {
        let body = window.body
        let hash = hash
        return window.user.with(body) { hash($0) }
    }

    /// As if the values stood in the layout of now; something else where it has values the layout does not know.
    private func translatedHash(_ window: BaselineWindow) -> UInt64 {
        let user = translated(window.user)
        let isLess = leftovers.contains { !window.user.ranges[$0].isEmpty }
        return LastLoad.hash(of: user, hash) &+ (isLess ? 1 : 0)
    }

    static func hash(of user: borrowing UserRecord, _ hash: ByteHash) -> UInt64 {
        if user.bytes.isEmpty { return 0 }
        let most = UserBody.most(user.ranges)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most + 1) { place in
            user.bytes.withUnsafeBufferPointer { bytes in
                user.ranges.withUnsafeBufferPointer { ranges in
                    guard let base = place.baseAddress, let bytes = bytes.baseAddress else { return 0 }
                    let size = UserBody.write(bytes, ranges, to: base)
                    return hash(UnsafeBufferPointer(start: base, count: size))
                }
            }
        }
    }
}

extension LastLoad {
    /// What the baseline has of one person.
    struct Found {
        let index: Int
        /// Every value is what it was; constants are not asked.
        let isSame: Bool
    }

    /// The person with this key, who counts as seen from now on.
    func find(_ key: UInt64, body: UInt64) -> Found? {
        guard let index = index(of: key) else { return nil }
        seen[index] = true
        return Found(index: index, isSame: entries[index].body == body)
    }

    /// Marks a person who is there but rejected: neither gone nor new.
    func see(_ key: UInt64) -> Int? {
        guard let index = index(of: key), !seen[index] else { return nil }
        seen[index] = true
        return index
    }

    func isSeen(_ index: Int) -> Bool { seen[index] }
    func group(_ index: Int) -> UInt16 { entries[index].group }

    private func index(of key: UInt64) -> Int? {
        if guess < entries.count, entries[guess].key == key {
            guess += 1
            return guess - 1
        }
        if entries.isEmpty { return nil }
        if buckets.isEmpty { fillBuckets() }
        var place = Int(truncatingIfNeeded: key) & (buckets.count - 1)
        while buckets[place] != 0 {
            let index = Int(buckets[place]) - 1
            if entries[index].key == key {
                guess = index + 1
                return index
            }
            place = (place + 1) & (buckets.count - 1)
        }
        return nil
    }

    private func fillBuckets() {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        var buckets = [UInt32](repeating: 0, count: size)
        for (index, entry) in entries.enumerated() {
            var place = Int(truncatingIfNeeded: entry.key) & (size - 1)
            while buckets[place] != 0 { place = (place + 1) & (size - 1) }
            buckets[place] = UInt32(truncatingIfNeeded: index + 1)
        }
        self.buckets = buckets
    }

    /// Lends the person's values as the baseline names them.
    func with<Answer>(
        _ index: Int, _ body: (borrowing UserRecord, BaselineOrigin) throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        let entry = entries[index]
        guard try window.load(Int(entry.offset) | Int(entry.high) << 32) else { throw BaselineWindow.damaged }
        return try body(window.user, window.origin)
    }

    /// The person's values in the layout of now.
    func user(_ index: Int) throws(Fault) -> UserRecord {
        try with(index) { old, _ throws(Fault) in translated(old) }
    }

    private func translated(_ old: borrowing UserRecord) -> UserRecord {
        var user = UserRecord(slots: layout.slots.count)
        for slot in origins.indices {
            with(slot, of: old) { value in
                if !value.isEmpty { user.put(value, in: slot) }
            }
        }
        return user
    }

    /// Lends what the last load has for a slot of the layout.
    @inline(__always)
    func with<Answer>(
        _ slot: Int, of old: borrowing UserRecord, _ body: (UnsafeBufferPointer<UInt8>) -> Answer
    ) -> Answer {
        switch origins[slot] {
        case .slot(let place): old.with(place, body)
        case .constant, .nowhere: origins[slot].value(old).withUnsafeBufferPointer(body)
        }
    }

    /// How many of its users have what the layout's slot holds.
    func filled(_ slot: Int) -> Int { origins[slot].count(filled, of: count) }

    /// Where the person came from, as the next baseline says it, of which this load is the first of the earlier ones.
    func origin(_ index: Int) throws(Fault) -> BaselineOrigin {
        var origin = try with(index) { _, origin throws(Fault) in origin }
        origin.run += 1
        if origin.run > BaselineShape.mostRuns { origin = BaselineOrigin(line: 0, run: origin.run) }
        return origin
    }

    /// Slot by slot, of the person with exactly this primary id (letters of either case alike).
    func values(of primary: [UInt8]) throws(Fault) -> [[UInt8]]? {
        let key = primary.withUnsafeBufferPointer { hash.folded($0) }
        guard let index = index(of: key), let slot = layout.primarySlot else { return nil }
        let user = try user(index)
        let isSame = primary.withUnsafeBufferPointer { left in user.with(slot) { equalFolded(left, $0) } }
        guard isSame else { return nil }
        return layout.slots.indices.map { slot in user.with(slot) { Array($0) } }
    }
}
