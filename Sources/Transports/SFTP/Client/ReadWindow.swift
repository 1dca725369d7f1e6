import Exchange

/// The pieces of a file that were asked for, in order; what comes before its turn waits here. Never more than what was
/// asked for and not yet written.
struct ReadWindow {
    /// A range to ask for. The number is the piece's for as long as any of it is missing.
    struct Piece {
        let number: Int
        let offset: Int
        let length: Int
    }

    private struct Open {
        var offset: Int
        var missing: Int
        /// What came before its turn.
        var held: [UInt8] = []
    }

    /// Where the file ends.
    var end: Int
    private var asked: Int
    private let chunk: Int
    /// Pieces that may wait for the one before them: a server that hands that one out byte by byte fills no memory.
    private static let ahead = 256
    private var pieces: [Open] = []
    /// The number of the first piece in `pieces`, and how many there were before it was cut.
    private var first = 0
    private var head = 0

    init(from start: Int, chunk: Int) {
        end = start
        asked = start
        self.chunk = chunk
    }

    /// Everything up to the end was asked for and written.
    var isDone: Bool { asked == end && head == pieces.count }

    mutating func next() -> Piece? {
        guard asked < end, pieces.count - head < ReadWindow.ahead else { return nil }
        let piece = Piece(number: first + pieces.count, offset: asked, length: min(chunk, end - asked))
        pieces.append(Open(offset: piece.offset, missing: piece.length))
        asked += piece.length
        return piece
    }

    /// Writes what is in turn; answers what is still missing of the piece, to be asked for again. A server may send
    /// less than asked, never nothing and never more.
    mutating func take(
        _ number: Int, _ bytes: UnsafeRawBufferPointer, into sink: any ByteSink, _ body: PacketReader
    ) throws(Fault) -> Piece? {
        let at = number - first
        guard !bytes.isEmpty else { throw body.nonsense("no bytes where some were asked for") }
        guard bytes.count <= pieces[at].missing else { throw body.nonsense("more bytes than were asked for") }
        pieces[at].offset += bytes.count
        pieces[at].missing -= bytes.count
        let open = pieces[at]
        if at == head {
            try sink.write(bytes)
            try advance(into: sink)
        } else {
            pieces[at].held.append(contentsOf: bytes)
        }
        return open.missing == 0 ? nil : Piece(number: number, offset: open.offset, length: open.missing)
    }

    private mutating func advance(into sink: any ByteSink) throws(Fault) {
        while head < pieces.count, pieces[head].missing == 0 {
            head += 1
            guard head < pieces.count, !pieces[head].held.isEmpty else { continue }
            try sink.write(pieces[head].held)
            pieces[head].held = []
        }
        // Cut off now and then, so that a long file does not keep a list of all its pieces.
        if head >= 1024, head < pieces.count {
            pieces.removeFirst(head)
            first += head
            head = 0
        }
    }
}
