/// The names of the elements now open, one behind the other in raw memory owned here alone.
final class XMLStack {
    static let deepest = 1000
    static let longestName = 1000

    private let names: UnsafeMutablePointer<UInt8>
    private let ends: UnsafeMutablePointer<Int>
    private(set) var depth = 0

    init() {
        // Eight more, because names are copied and compared eight bytes at a time.
        names = .allocate(capacity: XMLStack.deepest * XMLStack.longestName + 8)
        ends = .allocate(capacity: XMLStack.deepest + 1)
        ends[0] = 0
    }

    deinit {
        names.deallocate()
        ends.deallocate()
    }

    /// False when there is no room: the name is too long or the elements nest too deep.
    @inline(__always)
    func push(_ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard depth < XMLStack.deepest, count <= XMLStack.longestName else { return false }
        let start = ends[depth]
        (names + start).update(from: name, count: count)
        depth += 1
        ends[depth] = start + count
        return true
    }

    /// Closes the innermost element; false when it has another name.
    @inline(__always)
    func pop(_ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        guard depth > 0 else { return false }
        let start = ends[depth - 1]
        guard ends[depth] - start == count, XMLStack.areEqual(names + start, name, count) else { return false }
        depth -= 1
        return true
    }

    /// Opens the element whose name stands here with a `>` right behind it; the length of both, or nil, and nothing done.
    /// Eight bytes at a time; a name with digits or near the end of `room` is left to the thorough way.
    @inline(__always)
    func pushPlain(_ name: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        let start = ends[depth]
        let most = min(room, XMLStack.longestName)
        guard depth < XMLStack.deepest, most > 0, XMLTag.isNameStart(name[0]) else { return nil }
        var index = 0
        while index + 8 <= most {
            let word = ByteWords.word(name + index)
            UnsafeMutableRawPointer(names + start + index).storeBytes(of: word, as: UInt64.self)
            let below = ByteWords.bytes(of: word, below: 0x3F)
            if below == 0 {
                index += 8
                continue
            }
            // The lowest mark is exact; those above it may be borrowed.
            index += below.trailingZeroBitCount >> 3
            guard name[index] == 0x3E else { return nil }
            depth += 1
            ends[depth] = start + index
            return index + 1
        }
        return nil
    }

    /// Closes the innermost element if its name stands here with a `>` right behind it; the length of both, or nil.
    @inline(__always)
    func popPlain(_ name: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        guard depth > 1 else { return nil }
        let start = ends[depth - 1]
        let count = ends[depth] - start
        guard count + 8 <= room, name[count] == 0x3E, ByteWords.areEqual(names + start, name, count) else { return nil }
        depth -= 1
        return count + 1
    }

    var innermost: String? {
        guard depth > 0 else { return nil }
        let name = UnsafeBufferPointer(start: names + ends[depth - 1], count: ends[depth] - ends[depth - 1])
        return String(decoding: name, as: UTF8.self)
    }

    @inline(__always)
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for index in 0..<count where left[index] != right[index] { return false }
        return true
    }
}
