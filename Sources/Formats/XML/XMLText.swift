/// What may stand in an XML document (XML 1.0, fifth edition, clause 2.2): TAB, LF, CR, U+0020–U+D7FF, U+E000–U+FFFD
/// and U+10000–U+10FFFF. No reference makes the others legal.
package enum XMLText {
    /// The offset of the first byte of something that XML 1.0 forbids, or that is no UTF-8; nil when all may stand.
    package static func firstForbidden(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var lines = 0
        return firstForbidden(text, &lines)
    }

    /// The same, and adds the line ends before it.
    static func firstForbidden(_ text: UnsafeBufferPointer<UInt8>, _ lines: inout Int) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var index = 0
        while index < text.count {
            let byte = base[index]
            if byte < 0x80 {
                // Controls are looked at one by one, and so is what is not ASCII; the lowest mark is exact.
                if index + 8 <= text.count {
                    let word = ByteWords.word(base + index)
                    let marks = word & 0x8080_8080_8080_8080 | ByteWords.bytes(of: word, below: 0x20)
                    if marks == 0 {
                        index += 8
                        continue
                    }
                    index += marks.trailingZeroBitCount >> 3
                    let byte = base[index]
                    if byte == 0x0A || byte == 0x09 || byte == 0x0D {
                        lines += byte == 0x0A ? 1 : 0
                        index += 1
                        continue
                    }
                    if byte < 0x20 { return index }
                    // Not ASCII: the next turn.
                    continue
                }
                if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return index }
                lines += byte == 0x0A ? 1 : 0
                index += 1
                continue
            }
            let length = UTF8Check.sequence(base + index, text.count - index)
            if length == 0 || (length == 3 && isNoncharacter(base + index)) { return index }
            index += length
        }
        return nil
    }

    /// Whether all of `text` may stand in XML.
    package static func isLegal(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        isPlain(text) || firstForbidden(text) == nil
    }

    /// Whether one quick pass finds the first byte of a character nobody can see (U+0080–U+009F, U+200B–U+206F,
    /// U+FEFF): 0xC2, 0xE2 or 0xEF. Many others begin so, too; false is certain.
    package static func mayHaveInvisible(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress, text.count >= 8 else { return true }
        var marks: UInt64 = 0
        var index = 0
        while index < text.count {
            let word = ByteWords.word(base + min(index, text.count - 8))
            marks |=
                ByteWords.bytes(of: word, equalTo: 0xC2) | ByteWords.bytes(of: word, equalTo: 0xE2)
                | ByteWords.bytes(of: word, equalTo: 0xEF)
            index += 8
        }
        return marks != 0
    }

    /// What one quick pass over a text that is known to be UTF-8 can tell of all its parts at once.
    package struct Glance: Sendable {
        /// All of it may stand in XML. False may be a false alarm (a line end, a rare letter): then ask `firstForbidden`.
        package let isLegal: Bool
        /// None of it needs escaping.
        package let isPlain: Bool

        package init(isLegal: Bool, isPlain: Bool) {
            self.isLegal = isLegal
            self.isPlain = isPlain
        }
    }

    package static func glance(utf8 text: UnsafeBufferPointer<UInt8>) -> Glance {
        guard let base = text.baseAddress, text.count >= 8 else { return Glance(isLegal: false, isPlain: false) }
        var marks: UInt64 = 0
        var special: UInt64 = 0
        var index = 0
        while index < text.count {
            // The last word overlaps the one before, so that nothing behind the text is read.
            let word = ByteWords.word(base + min(index, text.count - 8))
            marks |= ByteWords.bytes(of: word, below: 0x20) | ByteWords.bytes(of: word, equalTo: 0xEF)
            special |=
                ByteWords.bytes(of: word & 0xFDFD_FDFD_FDFD_FDFD, equalTo: 0x3C)
                | ByteWords.bytes(of: word, equalTo: 0x26)
            index += 8
        }
        // A CR would need escaping as well, and is among the controls.
        return Glance(isLegal: marks == 0, isPlain: marks | special == 0)
    }

    package static func firstForbidden(_ text: [UInt8]) -> Int? {
        text.withUnsafeBufferPointer { firstForbidden($0) }
    }

    /// U+FFFE and U+FFFF.
    private static func isNoncharacter(_ base: UnsafePointer<UInt8>) -> Bool {
        base[0] == 0xEF && base[1] == 0xBF && base[2] >= 0xBE
    }

    /// True when `text` is printing ASCII without `&`, `<`, `>`, `"`: what may be copied as it stands, anywhere.
    @inline(__always)
    static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return true }
        let count = text.count
        var index = 0
        var found: UInt64 = 0
        while index + 8 <= count {
            found |= special(UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)))
            index += 8
        }
        var tail: UInt64 = 0x2020_2020_2020_2020
        while index < count {
            tail = tail << 8 | UInt64(base[index])
            index += 1
        }
        return found | special(tail) == 0
    }

    /// Non-zero when a byte of `word` is a control, not ASCII, or one of `"` `&` `<` `>`; exact for words of ASCII.
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let controls = word &- 0x20 &* ones
        // One test for `<` and `>` (they differ in one bit), one for `"` and `&` (likewise).
        let angles = (word & ~(0x02 &* ones)) ^ 0x3C &* ones
        let others = (word & ~(0x04 &* ones)) ^ 0x22 &* ones
        return (word | controls | (angles &- ones) | (others &- ones)) & highs
    }
}
