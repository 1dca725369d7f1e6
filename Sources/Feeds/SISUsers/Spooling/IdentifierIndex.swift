/// Which rows hold which identifiers: sixteen bytes for each, sorted in place by hash.
struct IdentifierIndex {
    struct Entry {
        var hash: UInt64
        var row: UInt32
        /// The slot it stands in, and whether it was added while settling.
        var slot: UInt32
    }

    private(set) var entries: [Entry] = []

    mutating func add(_ hash: UInt64, row: Int, slot: Int) {
        entries.append(Entry(hash: hash, row: UInt32(truncatingIfNeeded: row), slot: UInt32(truncatingIfNeeded: slot)))
    }

    mutating func removeAll() { entries = [] }

    /// Equal hashes stand together, and among them the rows in order.
    mutating func sort() {
        entries.withUnsafeMutableBufferPointer { IdentifierIndex.sort($0, shift: 56) }
    }

    /// Each run of at least two equal hashes.
    func eachRun<Failure: Error>(_ body: (ArraySlice<Entry>) throws(Failure) -> Void) throws(Failure) {
        var start = 0
        while start < entries.count {
            var end = start + 1
            while end < entries.count, entries[end].hash == entries[start].hash { end += 1 }
            if end - start > 1 { try body(entries[start..<end]) }
            start = end
        }
    }

    /// American flag sort (P. McIlroy, K. Bostic and M. McIlroy, "Engineering Radix Sort", 1993): by one byte of the
    /// hash at a time, in place.
    private static func sort(_ part: UnsafeMutableBufferPointer<Entry>, shift: UInt64) {
        if part.count < 48 { return insertionSort(part) }
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { bounds in
            bounds.initialize(repeating: 0)
            for entry in part { bounds[256 + Int(entry.hash >> shift & 255)] += 1 }
            var total = 0
            for bucket in 0..<256 {
                let count = bounds[256 + bucket]
                bounds[bucket] = total
                total += count
                bounds[256 + bucket] = total
            }
            for bucket in 0..<256 {
                while bounds[bucket] < bounds[256 + bucket] {
                    var entry = part[bounds[bucket]]
                    var home = Int(entry.hash >> shift & 255)
                    while home != bucket {
                        swap(&entry, &part[bounds[home]])
                        bounds[home] += 1
                        home = Int(entry.hash >> shift & 255)
                    }
                    part[bounds[bucket]] = entry
                    bounds[bucket] += 1
                }
            }
            var start = 0
            for bucket in 0..<256 {
                let end = bounds[256 + bucket]
                if end - start > 1 {
                    var inner = UnsafeMutableBufferPointer(rebasing: part[start..<end])
                    if shift > 0 { sort(inner, shift: shift - 8) } else { inner.sort(by: precedes) }
                }
                start = end
            }
        }
    }

    private static func insertionSort(_ part: UnsafeMutableBufferPointer<Entry>) {
        for index in part.indices.dropFirst() {
            let entry = part[index]
            var place = index
            while place > 0, precedes(entry, part[place - 1]) {
                part[place] = part[place - 1]
                place -= 1
            }
            part[place] = entry
        }
    }

    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        left.hash != right.hash
            ? left.hash < right.hash : left.row != right.row ? left.row < right.row : left.slot < right.slot
    }
}
