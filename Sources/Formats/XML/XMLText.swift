/// What may stand in an XML document (XML 1.0, fifth edition, clause 2.2): TAB, LF, CR, U+0020–U+D7FF, U+E000–U+FFFD
/// and U+10000–U+10FFFF. No reference makes the others legal.
package enum XMLText {
    /// The offset of the first byte of something that XML 1.0 forbids, or that is no UTF-8; nil when all may stand.
    package static func firstForbidden(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var index = 0
        while index < text.count {
            let byte = base[index]
            if byte < 0x80 {
                if index + 8 <= text.count, isASCIIWithoutControls(base + index) {
                    index += 8
                    continue
                }
                if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return index }
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

    /// Whether all of `text`, which is known to be UTF-8, may stand in XML: no controls, no noncharacters. May answer
    /// false for a text that `firstForbidden` finds nothing in (a line end, some rare letters): then ask that.
    package static func isSurelyLegal(utf8 text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return true }
        var index = 0
        var marks: UInt64 = 0
        while index + 8 <= text.count {
            marks |= suspicious(ByteWords.word(base + index))
            index += 8
        }
        if index < text.count {
            if text.count < 8 { return firstForbidden(text) == nil }
            marks |= suspicious(ByteWords.word(base + text.count - 8))
        }
        return marks == 0
    }

    /// Marks controls and 0xEF, with which U+FFFE and U+FFFF begin.
    @inline(__always)
    private static func suspicious(_ word: UInt64) -> UInt64 {
        ByteWords.bytes(of: word, below: 0x20) | ByteWords.bytes(of: word, equalTo: 0xEF)
    }

    package static func firstForbidden(_ text: [UInt8]) -> Int? {
        text.withUnsafeBufferPointer { firstForbidden($0) }
    }

    @inline(__always)
    private static func isASCIIWithoutControls(_ bytes: UnsafePointer<UInt8>) -> Bool {
        let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
        return (word | (word &- 0x2020_2020_2020_2020)) & 0x8080_8080_8080_8080 == 0
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
