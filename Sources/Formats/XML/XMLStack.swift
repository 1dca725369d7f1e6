/// The names of the elements now open, one behind the other in raw memory owned here alone.
final class XMLStack {
    static let deepest = 1000
    static let longestName = 1000

    private let names: UnsafeMutablePointer<UInt8>
    private let ends: UnsafeMutablePointer<Int>
    private(set) var depth = 0

    init() {
        names = .allocate(capacity: XMLStack.deepest * XMLStack.longestName)
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
    @inline(__always)
    func pushPlain(_ name: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        let start = ends[depth]
        let most = min(room, XMLStack.longestName)
        guard depth < XMLStack.deepest, most > 0, XMLTag.isNameStart(name[0]) else { return nil }
        var index = 0
        while index < most {
            let byte = name[index]
            if byte <= 0x3E {
                if byte == 0x3E {
                    depth += 1
                    ends[depth] = start + index
                    return index + 1
                }
                // Below `>` only digits, `-`, `.` and `:` belong to names.
                if byte < 0x2D || byte == 0x2F || byte > 0x3A { return nil }
            }
            names[start + index] = byte
            index += 1
        }
        return nil
    }

    /// Closes the innermost element if its name stands here with a `>` right behind it; the length of both, or nil.
    @inline(__always)
    func popPlain(_ name: UnsafePointer<UInt8>, _ room: Int) -> Int? {
        guard depth > 1 else { return nil }
        let start = ends[depth - 1]
        let count = ends[depth] - start
        guard count < room, name[count] == 0x3E, XMLStack.areEqual(names + start, name, count) else { return nil }
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
