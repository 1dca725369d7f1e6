/// Numbers as ISO 9735 has them (clause 10): digits, a minus in front, one decimal mark with a digit on either side.
enum EDIFigures {
    /// Why `text` is no number, to follow a colon; nil where it is one.
    static func problem(_ text: [UInt8], _ marks: [UInt8]) -> String? {
        var sawMark = false
        var before = 0
        var behind = 0
        for (index, byte) in text.enumerated() {
            switch byte {
            case 0x30...0x39:
                if sawMark { behind += 1 } else { before += 1 }
            case 0x2D where index == 0: continue
            case _ where marks.contains(byte):
                if sawMark { return "it has two decimal marks, or a thousands separator" }
                sawMark = true
            case 0x2E, 0x2C: return "the decimal mark of this file is another one"
            default: return "it has something other than digits"
            }
        }
        if before == 0 || (sawMark && behind == 0) { return "a digit is missing beside the decimal mark" }
        return nil
    }

    /// Whether a piece is digits, with one `mark` between them or none, and not too many: what nearly all numbers are.
    @inline(__always)
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ piece: EDIPiece, _ mark: UInt8, _ value: EDIValueSpec)
        -> Bool
    {
        guard piece.count >= value.shortest, piece.count <= value.longest else { return false }
        var marked = -1
        for index in piece.start..<piece.end where bytes[index] &- 0x30 > 9 {
            guard bytes[index] == mark, marked < 0, index > piece.start, index < piece.end - 1 else { return false }
            marked = index
        }
        return marked < 0 || piece.count > value.shortest
    }
}
