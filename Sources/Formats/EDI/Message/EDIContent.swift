/// The bytes of a message, its segments and their pieces.
package struct EDIContent {
    package struct Entry: Hashable, Sendable {
        /// Offsets in the message's bytes: the segment, and behind its padding.
        let start: Int
        let end: Int
        /// Behind the terminator.
        let content: Int
        /// Its pieces.
        package let first: Int
        package let last: Int
        /// In the file.
        let line: Int
        package let tag: EDITag
        /// The segment group of the directory it stands in; 0 outside of all, -1 where nobody knows.
        var group: Int16 = -1
    }

    private(set) var bytes: [UInt8] = []
    private(set) var pieces: [EDIPiece] = []
    var entries: [Entry] = []

    mutating func restart() {
        bytes.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    mutating func append(_ cut: EDICut) {
        let start = bytes.count
        let first = pieces.count
        bytes.append(contentsOf: cut.bytes)
        for piece in cut.pieces { pieces.append(piece.moved(start)) }
        entries.append(
            Entry(
                start: start, end: bytes.count, content: start + cut.content, first: first, last: pieces.count,
                line: cut.line, tag: cut.tag))
    }
}
