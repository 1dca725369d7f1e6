import Formats

/// A piece of a segment as it stands in the file: what `EDIPiece` packs into two words. Release characters and line breaks
/// are still in it where it is dirty.
struct EDIPlainPiece {
    private let head: UInt32
    private let tail: UInt32

    @inline(__always)
    init(_ piece: EDIPiece) { (head, tail) = (piece.head, piece.tail) }

    @inline(__always) var start: Int { Int(head & (1 << 28 - 1)) }
    @inline(__always) var end: Int { Int(tail) }
    @inline(__always) var count: Int { end &- start }
    @inline(__always) var isEmpty: Bool { start == end }
    @inline(__always) var beginsElement: Bool { head & (1 << 31) != 0 }
    @inline(__always) var beginsRepetition: Bool { head & (1 << 30) != 0 }
    @inline(__always) var isDirty: Bool { head & (1 << 29) != 0 }
}
