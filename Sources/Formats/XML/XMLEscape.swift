import Exchange

/// Writes legal text so that a parser gives it back unchanged.
enum XMLEscape {
    /// The longest replacement, `&quot;`.
    static let longest = 6

    /// Appends `text`, in pieces, so that the room asked for stays small however long it is.
    static func append(
        _ text: UnsafeBufferPointer<UInt8>, inAttribute: Bool, to buffer: XMLBuffer
    ) throws(Fault) {
        guard let base = text.baseAddress else { return }
        var index = 0
        while index < text.count {
            let count = min(text.count - index, 8192)
            let room = try buffer.room(count * longest)
            buffer.advance(escape(base + index, count, inAttribute, room))
            index += count
        }
    }

    /// Whether legal text has something to escape; up to seven bytes behind it may be read.
    @inline(__always)
    static func isNeeded(_ source: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index < count {
            var word = ByteWords.word(source + index)
            // What lies behind the end counts as spaces.
            if count - index < 8 {
                let kept = UInt64(count - index) * 8
                word = word & (1 << kept &- 1) | 0x2020_2020_2020_2020 << kept
            }
            let angles = ByteWords.bytes(of: word & 0xFDFD_FDFD_FDFD_FDFD, equalTo: 0x3C)
            let others = ByteWords.bytes(of: word, equalTo: 0x26) | ByteWords.bytes(of: word, equalTo: 0x0D)
            if angles | others != 0 { return true }
            index += 8
        }
        return false
    }

    static func escape(
        _ source: UnsafePointer<UInt8>, _ count: Int, _ inAttribute: Bool, _ target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var length = 0
        for index in 0..<count {
            let byte = source[index]
            if byte > 0x3E || byte >= 0x27 && byte < 0x3C {
                target[length] = byte
                length += 1
            } else if let replacement = replacement(byte, inAttribute) {
                (target + length).update(from: replacement.utf8Start, count: replacement.utf8CodeUnitCount)
                length += replacement.utf8CodeUnitCount
            } else {
                target[length] = byte
                length += 1
            }
        }
        return length
    }

    /// XML 1.0, clauses 2.4 (markup), 2.11 (line ends) and 3.3.3 (white space in attributes).
    private static func replacement(_ byte: UInt8, _ inAttribute: Bool) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case 0x0D: "&#13;"
        case UInt8(ascii: "\"") where inAttribute: "&quot;"
        case 0x09 where inAttribute: "&#9;"
        case 0x0A where inAttribute: "&#10;"
        default: nil
        }
    }
}
