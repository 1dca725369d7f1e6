import Exchange
import Rules

/// One outermost record with all within it, in document order. What is at its end is known while its beginning is written.
struct TargetStore {
    struct Entry {
        let level: Int
        /// Which one of its level, from 1.
        let ordinal: Int
        /// The entry behind the last one within this one.
        var end: Int
    }

    private let fields: Int
    private(set) var entries: [Entry] = []
    /// How many of each level.
    private(set) var counts: [Int]
    private var text: [UInt8] = []
    private var ranges: [Range<Int>] = []

    init(_ shape: RecordShape) {
        fields = shape.fields.count
        counts = Array(repeating: 0, count: shape.levels.count)
    }

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ level: Int, _ frame: RecordFrame) {
        counts[level] += 1
        let start = text.count
        text.append(contentsOf: frame.text)
        let first = ranges.count
        ranges.append(contentsOf: frame.ranges)
        if start > 0 {
            for place in first..<ranges.count {
                ranges[place] = ranges[place].lowerBound + start..<ranges[place].upperBound + start
            }
        }
        entries.append(Entry(level: level, ordinal: counts[level], end: entries.count + 1))
        var around = entries.count - 2
        var inner = level
        while around >= 0, inner > 0 {
            if entries[around].level < inner {
                entries[around].end = entries.count
                inner = entries[around].level
            }
            around -= 1
        }
    }

    mutating func clear() {
        entries.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for level in counts.indices { counts[level] = 0 }
    }

    /// Lends the cells of every entry.
    func withCells<Value>(_ body: (TargetCells) -> Value) -> Value {
        text.withUnsafeBufferPointer { text in
            ranges.withUnsafeBufferPointer { ranges in
                body(TargetCells(text: text, ranges: ranges, fields: fields))
            }
        }
    }
}

/// The cells of all entries of a store, by the entry's place.
struct TargetCells {
    let text: UnsafeBufferPointer<UInt8>
    let ranges: UnsafeBufferPointer<Range<Int>>
    let fields: Int

    /// Of nothing, for what stands once in a file.
    static var none: TargetCells {
        TargetCells(
            text: UnsafeBufferPointer(start: nil, count: 0), ranges: UnsafeBufferPointer(start: nil, count: 0),
            fields: 0)
    }

    subscript(entry: Int) -> RuleCells {
        if fields == 0 { return RuleCells(text: text, ranges: ranges) }
        return RuleCells(
            text: text, ranges: UnsafeBufferPointer(rebasing: ranges[entry * fields..<(entry + 1) * fields]))
    }
}
