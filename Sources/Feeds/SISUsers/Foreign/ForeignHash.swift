import Formats

/// 64 bits that stand for a text. Not keyed: for comparing files that one person has both of, never for secrets.
enum ForeignHash {
    static func of(_ record: XMLRecord, _ text: Range<Int>, lowercased: Bool = false) -> UInt64 {
        record.bytes.withUnsafeBufferPointer { bytes in
            of(UnsafeBufferPointer(rebasing: bytes[text]), lowercased: lowercased)
        }
    }

    /// Eight bytes at a time; `lowercased` folds the ASCII capitals.
    static func of(_ bytes: UnsafeBufferPointer<UInt8>, lowercased: Bool = false) -> UInt64 {
        var state = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            let taken = lowercased && byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            word = word << 8 | UInt64(taken)
            filled += 1
            if filled == 8 {
                state = mix(state ^ word)
                (word, filled) = (0, 0)
            }
        }
        return mix(state ^ word &+ UInt64(filled) << 56)
    }

    static func of(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBufferPointer { of($0) } }

    /// Two in order.
    static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { mix(mix(first) &+ 0xD6E8_FEB8_6659_FD93 &* second) }

    /// SplitMix64's finish: every bit of the input turns every bit of the outcome.
    static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
