/// The bytes of a message and where everything in them lies. Shared by the views of it; the reader takes a new one where
/// somebody has kept the last.
final class EDIStorage {
    typealias Entry = EDIContent.Entry

    /// In one value, so that one access is enough to append a segment.
    var content = EDIContent()
    var separators = EDISeparators.usual
    var charset = EDICharset.latin1

    var bytes: [UInt8] { content.bytes }
    var pieces: [EDIPiece] { content.pieces }
    var entries: [Entry] { content.entries }

    func restart(_ separators: EDISeparators) {
        content.restart()
        self.separators = separators
        charset = .latin1
    }

    func append(_ cut: EDICut) { content.append(cut) }

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
