/// Where a component's bytes lie, as they were written, and how it began. Two words, because a message has many. What they
/// hold is known to passes elsewhere that cannot afford a call for each (`EDICells`).
package struct EDIPiece: Hashable, Sendable {
    /// Flags, and the offset of the first byte below them.
    package let head: UInt32
    /// The offset behind the last byte.
    package let tail: UInt32

    /// `flags` go above the offset.
    @inline(__always)
    init(_ start: Int, _ end: Int, _ flags: UInt32) {
        head = UInt32(truncatingIfNeeded: start) | flags
        tail = UInt32(truncatingIfNeeded: end)
    }

    /// The largest offset there is room for.
    static let largest = 1 << 28 - 1

    /// Begins an element; without it, the piece follows a component separator.
    static let element: UInt32 = 1 << 31
    /// Begins a repetition of its element.
    static let repetition: UInt32 = 1 << 30
    /// Holds release characters or line breaks, which are no part of its text.
    static let dirty: UInt32 = 1 << 29

    private static let offset: UInt32 = 1 << 28 - 1

    @inline(__always) var start: Int { Int(head & EDIPiece.offset) }
    @inline(__always) var end: Int { Int(tail) }
    @inline(__always) var count: Int { end - start }
    @inline(__always) var range: Range<Int> { start..<end }
    @inline(__always) var beginsElement: Bool { head & EDIPiece.element != 0 }
    @inline(__always) var beginsRepetition: Bool { head & EDIPiece.repetition != 0 }
    @inline(__always) var isDirty: Bool { head & EDIPiece.dirty != 0 }
    @inline(__always) var isEmpty: Bool { start == end }

    /// The same, `distance` bytes further on.
    @inline(__always)
    func moved(_ distance: Int) -> EDIPiece {
        EDIPiece(start + distance, end + distance, head & ~EDIPiece.offset)
    }
}
