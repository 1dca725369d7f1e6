/// Cuts bytes into segments and their pieces, and can stop after any byte and go on with the next chunk.
///
///     data     release → released   terminator → after   separators → next piece   line breaks are no part of the text
///     released any byte → data; a line break is a wrap between the two, and what is released comes behind it
///     after    (the terminator was seen) padding belongs to the segment; anything else starts the next one
///
/// Offsets count from the segment's first byte. It knows no envelope and no message.
struct EDILexer {
    enum State { case data, released, after }

    private(set) var separators: EDISeparators
    private let signs: EDISigns
    private let scratch = EDIScratch()
    /// What these two own, at hand without asking them.
    private let table: UnsafeMutablePointer<UInt8>
    private var room: UnsafeMutablePointer<EDIPiece>
    private var capacity: Int
    private(set) var state = State.data
    /// How many pieces are in `pieces`.
    private(set) var count = 0
    private var pieceStart = 0
    private var flags = EDIPiece.element
    /// Where the last terminator ended.
    private(set) var contentEnd = 0
    private(set) var marks = EDIMarks()
    /// Line feeds in the segment and behind it, so far.
    private(set) var lines = 0

    init(_ separators: EDISeparators) {
        self.separators = separators
        signs = EDISigns(separators)
        table = signs.base
        (room, capacity) = (scratch.base, scratch.capacity)
    }

    /// The pieces of the segment, the tag's first.
    var pieces: UnsafeBufferPointer<EDIPiece> { UnsafeBufferPointer(start: room, count: count) }

    mutating func use(_ separators: EDISeparators) {
        guard separators != self.separators else { return }
        self.separators = separators
        signs.fill(separators)
    }

    /// Makes ready for the next segment.
    mutating func restart() {
        state = .data
        count = 0
        pieceStart = 0
        flags = EDIPiece.element
        marks = EDIMarks()
        lines = 0
    }

    /// Reads `base[from..<end]`, where `base` is the segment's first byte. The index behind the segment and its padding, or
    /// nil where it goes on in the next chunk.
    mutating func scan(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var index = from
        while index < end {
            if state == .after { return padding(base, index, end) }
            if state == .released {
                release(base[index], index)
                index += 1
                continue
            }
            while index < end, table[Int(base[index])] == EDISigns.data { index += 1 }
            guard index < end else { break }
            stop(table[Int(base[index])], base[index], index)
            index += 1
        }
        return nil
    }

    /// The input ends here: the last piece of a segment without a terminator.
    mutating func close(at end: Int) { append(end, EDIPiece.element) }

    @inline(__always)
    private mutating func stop(_ sign: UInt8, _ byte: UInt8, _ index: Int) {
        switch sign {
        case EDISigns.component:
            append(index, 0)
        case EDISigns.element:
            if index == pieceStart, flags & EDIPiece.element == 0 { EDIMarks.note(&marks.trailing, index) }
            append(index, EDIPiece.element)
        case EDISigns.terminator:
            if index == pieceStart, count > 0 { EDIMarks.note(&marks.trailing, index - 1) }
            append(index, EDIPiece.element)
            contentEnd = index + 1
            if byte == 0x0A { lines += 1 }
            state = .after
        case EDISigns.release:
            flags |= EDIPiece.dirty
            state = .released
        case EDISigns.repetition:
            append(index, EDIPiece.repetition)
        case EDISigns.lineBreak:
            broken(byte, index)
        default:
            EDIMarks.note(&marks.control, index)
        }
    }

    private mutating func release(_ byte: UInt8, _ index: Int) {
        if byte == 0x0A || byte == 0x0D, table[Int(byte)] == EDISigns.lineBreak { return broken(byte, index) }
        if byte == 0x0A { lines += 1 }
        state = .data
    }

    /// Where lines end segments, CR before LF is no wrap.
    private mutating func broken(_ byte: UInt8, _ index: Int) {
        if byte == 0x0A { lines += 1 }
        flags |= EDIPiece.dirty
        if separators.terminator != 0x0A, separators.terminator != 0x0D { EDIMarks.note(&marks.wrap, index) }
    }

    @inline(__always)
    private mutating func append(_ end: Int, _ next: UInt32) {
        if count == capacity { grow() }
        (room + count).initialize(to: EDIPiece(pieceStart, end, flags))
        count += 1
        pieceStart = end + 1
        flags = next
    }

    private mutating func grow() {
        scratch.grow()
        (room, capacity) = (scratch.base, scratch.capacity)
    }

    private mutating func padding(_ base: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int? {
        var index = from
        while index < end {
            let byte = base[index]
            if !EDISigns.isPadding(byte) { return index }
            if byte == 0x0A { lines += 1 }
            if byte != 0x0A, byte != 0x0D { EDIMarks.note(&marks.padding, index) }
            index += 1
        }
        return nil
    }
}
