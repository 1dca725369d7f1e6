import Formats

/// One segment of a message in raw memory. Elements and components count as in `EDISegment`.
struct EDIPlainRow {
    let tag: EDIPlainCode
    /// Of pieces, the tag's included.
    let count: Int
    private let pieces: UnsafePointer<EDIPiece>
    private let bytes: UnsafePointer<UInt8>

    /// nil where the message has no bytes.
    @inline(__always)
    init?(_ cells: EDICells, _ index: Int) {
        guard let pieces = cells.pieces.baseAddress, let bytes = cells.bytes.baseAddress else { return nil }
        let (first, last) = (cells.entries[index].first, cells.entries[index].last)
        tag = EDIPlainCode(word: cells.entries[index].tag.word)
        count = last &- first
        self.pieces = pieces + first
        self.bytes = bytes
    }

    /// From 0, which is the tag.
    @inline(__always)
    subscript(index: Int) -> EDIPlainPiece { EDIPlainPiece(pieces[index]) }

    /// nil where the segment is shorter.
    @inline(__always)
    func piece(_ element: Int, _ component: Int) -> EDIPlainPiece? {
        var at = 0
        var left = element
        while left > 0 {
            at &+= 1
            guard at < count else { return nil }
            if self[at].beginsElement { left &-= 1 }
        }
        return self.component(component, after: at)
    }

    /// The component of the element whose first piece is at `start`.
    @inline(__always)
    func component(_ component: Int, after start: Int) -> EDIPlainPiece? {
        var at = start
        for _ in 1..<component {
            at &+= 1
            guard at < count, !self[at].beginsElement, !self[at].beginsRepetition else { return nil }
        }
        return self[at]
    }

    @inline(__always)
    func raw(_ piece: EDIPlainPiece) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: bytes + piece.start, count: piece.count)
    }

    /// A short code, to be held against literals.
    @inline(__always)
    func code(_ element: Int, _ component: Int) -> EDIPlainCode {
        guard let piece = piece(element, component) else { return EDIPlainCode(word: 0) }
        return EDIPlainCode(raw(piece))
    }
}
