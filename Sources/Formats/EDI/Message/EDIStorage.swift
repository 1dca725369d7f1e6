/// The bytes of a message and where everything in them lies. Shared by the views of it; the reader takes a new one where
/// somebody has kept the last.
final class EDIStorage {
    struct Entry: Hashable, Sendable {
        /// Offsets in the message's bytes: the segment, and behind its padding.
        let start: Int
        let end: Int
        /// Behind the terminator.
        let content: Int
        /// Its pieces.
        let first: Int
        let last: Int
        /// In the file.
        let line: Int
        let tag: EDITag
        /// The segment group of the directory it stands in; 0 outside of all, -1 where nobody knows.
        var group: Int16 = -1
    }

    var bytes: [UInt8] = []
    var pieces: [EDIPiece] = []
    var entries: [Entry] = []
    var separators = EDISeparators.usual
    var charset = EDICharset.latin1

    func restart(_ separators: EDISeparators) {
        bytes.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        self.separators = separators
        charset = .latin1
    }

    func append(_ cut: EDICut) {
        let start = bytes.count
        let first = pieces.count
        bytes.append(contentsOf: cut.bytes)
        for piece in cut.pieces { pieces.append(piece.moved(start)) }
        entries.append(
            Entry(
                start: start, end: bytes.count, content: start + cut.content, first: first, last: pieces.count,
                line: cut.line, tag: cut.tag))
    }

    /// The piece of segment `index` at `element` (the tag is 0) and `component` (from 1).
    @inline(__always)
    func piece(_ index: Int, _ element: Int, _ component: Int) -> EDIPiece? {
        let entry = entries[index]
        return pieces.withUnsafeBufferPointer { all in
            EDIText.piece(UnsafeBufferPointer(rebasing: all[entry.first..<entry.last]), element, component)
        }
    }

    /// The text of a piece as UTF-8.
    func text(_ piece: EDIPiece) -> [UInt8] {
        let release = separators.release
        return bytes.withUnsafeBufferPointer { raw in charset.decode(EDIText.cooked(raw, piece, release)) }
    }
}
