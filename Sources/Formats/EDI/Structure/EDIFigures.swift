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
}
