/// Bytes looked at eight at a time.
enum ByteWords {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    @inline(__always)
    static func word(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// Marks the bytes of `word` that are below `limit` (at most 128); exact up to the first mark.
    @inline(__always)
    static func bytes(of word: UInt64, below limit: UInt64) -> UInt64 { (word &- limit &* ones) & ~word & highs }

    /// Marks the bytes of `word` that are `byte`; exact up to the first mark.
    @inline(__always)
    static func bytes(of word: UInt64, equalTo byte: UInt8) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* ones)
        return (difference &- ones) & ~difference & highs
    }

    /// A one in each byte of `word` that is a line end, exact in all of them.
    @inline(__always)
    static func lineEnds(_ word: UInt64) -> UInt64 {
        let difference = word ^ (0x0A &* ones)
        // Without carries from byte to byte: a high bit is left where all bits of a byte are zero.
        return ~(((difference & ~highs) &+ ~highs) | difference | ~highs) >> 7
    }

    /// The bytes of `word` added up.
    @inline(__always)
    static func sum(_ word: UInt64) -> Int {
        let pairs: UInt64 = 0x00FF_00FF_00FF_00FF
        return Int((((word & pairs) &+ ((word >> 8) & pairs)) &* 0x0001_0001_0001_0001) >> 48)
    }

    /// Whether `count` bytes are equal; up to seven bytes behind both may be read.
    @inline(__always)
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index + 8 <= count {
            if word(left + index) != word(right + index) { return false }
            index += 8
        }
        let rest = UInt64(count - index)
        return rest == 0 || (word(left + index) ^ word(right + index)) << (64 - rest * 8) == 0
    }
}
