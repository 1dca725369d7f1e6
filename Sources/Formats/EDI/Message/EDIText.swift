/// Finding and reading pieces in the bytes they point into.
enum EDIText {
    /// The piece at `element` (the tag is 0) and `component` (from 1), of the element's first repetition; nil where the
    /// segment is shorter.
    @inline(__always)
    static func piece(
        _ pieces: UnsafeBufferPointer<EDIPiece>, _ element: Int, _ component: Int
    ) -> EDIPiece? {
        var at = 0
        var left = element
        while left > 0 {
            at += 1
            guard at < pieces.count else { return nil }
            if pieces[at].beginsElement { left -= 1 }
        }
        for _ in 1..<max(1, component) {
            at += 1
            guard at < pieces.count, !pieces[at].beginsElement, !pieces[at].beginsRepetition else { return nil }
        }
        return pieces[at]
    }

    /// The bytes without release characters and line breaks, still in the file's character set.
    static func cooked(_ raw: UnsafeBufferPointer<UInt8>, _ piece: EDIPiece, _ release: UInt8?) -> [UInt8] {
        let source = UnsafeBufferPointer(rebasing: raw[piece.range])
        guard piece.isDirty else { return Array(source) }
        var text: [UInt8] = []
        text.reserveCapacity(source.count)
        var isReleased = false
        for byte in source {
            if byte == 0x0A || byte == 0x0D { continue }
            if !isReleased, byte == release {
                isReleased = true
            } else {
                text.append(byte)
                isReleased = false
            }
        }
        return text
    }

    static func tag(_ raw: UnsafeBufferPointer<UInt8>, _ piece: EDIPiece) -> EDITag {
        if !piece.isDirty { return EDITag(UnsafeBufferPointer(rebasing: raw[piece.range])) }
        return cooked(raw, piece, nil).withUnsafeBufferPointer { EDITag($0) }
    }

    /// Whether a piece reads `word`, which holds no release character.
    static func equals(
        _ raw: UnsafeBufferPointer<UInt8>, _ pieces: UnsafeBufferPointer<EDIPiece>, _ element: Int, _ component: Int,
        _ word: StaticString
    ) -> Bool {
        guard let piece = piece(pieces, element, component) else { return false }
        if piece.isDirty {
            let text = cooked(raw, piece, nil)
            return text.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        }
        guard piece.count == word.utf8CodeUnitCount else { return false }
        for offset in 0..<piece.count where raw[piece.start + offset] != word.utf8Start[offset] { return false }
        return true
    }
}
