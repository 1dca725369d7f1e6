/// Text as mail carries it safely through everything (RFC 2045, 6.7): lines of at most 76 characters, `\r\n` between them.
enum QuotedPrintable {
    static func bytes(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        // By bytes: to Swift, `\r\n` is one character, and neither of the two.
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if index > 0 { out += [13, 10] }
            encode(line.last == 13 ? line.dropLast() : line, into: &out)
        }
        return out
    }

    private static func encode(_ line: Substring.UTF8View, into out: inout [UInt8]) {
        let hex = Array("0123456789ABCDEF".utf8)
        var width = 0
        var left = line.count
        for byte in line {
            left -= 1
            let isBlank = byte == 0x20 || byte == 0x09
            // A blank at the end of a line gets lost on the way.
            let isPlain = (0x21...0x7E).contains(byte) && byte != 0x3D || isBlank && left > 0
            let piece = isPlain ? [byte] : [0x3D, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            if width + piece.count > (left > 0 ? 75 : 76) {
                out += [0x3D, 13, 10]
                width = 0
            }
            out += piece
            width += piece.count
        }
    }
}
