import Exchange

extension XMLWriter {
    /// Writes a record put together from prepared markup and values, with one question for room instead of one for
    /// each piece: `size` is the most bytes the pieces can need (`XMLPieces.most`).
    package func pieces(
        atMost size: Int, _ body: (inout XMLPieces) throws(Fault) -> Void
    ) throws(Fault) {
        try closeTag()
        var pieces = XMLPieces(try buffer.room(size + XMLPieces.slack), room: size)
        try body(&pieces)
        buffer.advance(pieces.count)
    }
}

/// Pieces of markup and text on their way into a writer's buffer.
package struct XMLPieces {
    /// Short pieces are copied in whole blocks, so this much behind the last one may be written over.
    static let slack = 32

    private let base: UnsafeMutablePointer<UInt8>
    private let room: Int
    private(set) var count = 0

    init(_ base: UnsafeMutablePointer<UInt8>, room: Int) {
        self.base = base
        self.room = room
    }

    /// The most bytes that text of `count` bytes can need when it is escaped.
    package static func most(_ count: Int) -> Int { count * XMLEscape.longest }

    /// Prepared markup, as it stands. `source` must be readable for 32 bytes behind `range`.
    @inline(__always)
    package mutating func markup(_ source: UnsafePointer<UInt8>, _ range: Range<Int>) {
        copy(source + range.lowerBound, range.count)
    }

    /// Text that is known to be legal (`XMLText.firstForbidden` found nothing), escaped unless it is known to be plain.
    /// `source` as above.
    @inline(__always)
    package mutating func text(_ source: UnsafePointer<UInt8>, _ range: Range<Int>, isPlain: Bool) {
        if isPlain { return copy(source + range.lowerBound, range.count) }
        escape(source, range)
    }

    private mutating func escape(_ source: UnsafePointer<UInt8>, _ range: Range<Int>) {
        if !XMLEscape.isNeeded(source + range.lowerBound, range.count) {
            return copy(source + range.lowerBound, range.count)
        }
        precondition(count + XMLPieces.most(range.count) <= room, "room was asked for")
        count += XMLEscape.escape(source + range.lowerBound, range.count, false, base + count)
    }

    @inline(__always)
    private mutating func copy(_ source: UnsafePointer<UInt8>, _ length: Int) {
        precondition(count + length <= room, "room was asked for")
        let target = UnsafeMutableRawPointer(base + count)
        // Names and values are short: two blocks are quicker than a call.
        if length <= 32 {
            let first = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
            let second = UnsafeRawPointer(source).loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
            target.storeBytes(of: first, as: SIMD16<UInt8>.self)
            target.storeBytes(of: second, toByteOffset: 16, as: SIMD16<UInt8>.self)
        } else {
            target.copyMemory(from: source, byteCount: length)
        }
        count += length
    }
}
