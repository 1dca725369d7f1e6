/// Strict UTF-8 (RFC 3629; The Unicode Standard, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The offset of the first byte that begins no valid sequence, or nil when all is valid.
    package static func firstInvalid(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = text.baseAddress else { return nil }
        var index = 0
        let end = text.count
        while true {
            index = skipASCII(base, index, end)
            if index == end { return nil }
            let length = sequence(base + index, end - index)
            if length == 0 { return index }
            index += length
        }
    }

    /// The first index from `start` with a byte above 0x7F, or `end`.
    @inline(__always)
    static func skipASCII(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index + 8 <= end {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)) & highs
            if word != 0 { return index + word.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < end, base[index] < 0x80 { index += 1 }
        return index
    }

    /// The length of the valid multi-byte sequence at `base`, 0 when there is none within `room` bytes.
    @inline(__always)
    static func sequence(_ base: UnsafePointer<UInt8>, _ room: Int) -> Int {
        let lead = base[0]
        if lead >= 0xC2, lead <= 0xDF { return room >= 2 && isTail(base[1]) ? 2 : 0 }
        if lead >= 0xE0, lead <= 0xEF { return room >= 3 && isThree(base) ? 3 : 0 }
        if lead >= 0xF0, lead <= 0xF4 { return room >= 4 && isFour(base) ? 4 : 0 }
        return 0
    }

    @inline(__always)
    private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    private static func isThree(_ base: UnsafePointer<UInt8>) -> Bool {
        let low: UInt8 = base[0] == 0xE0 ? 0xA0 : 0x80
        let high: UInt8 = base[0] == 0xED ? 0x9F : 0xBF
        return base[1] >= low && base[1] <= high && isTail(base[2])
    }

    private static func isFour(_ base: UnsafePointer<UInt8>) -> Bool {
        let low: UInt8 = base[0] == 0xF0 ? 0x90 : 0x80
        let high: UInt8 = base[0] == 0xF4 ? 0x8F : 0xBF
        return base[1] >= low && base[1] <= high && isTail(base[2]) && isTail(base[3])
    }
}
