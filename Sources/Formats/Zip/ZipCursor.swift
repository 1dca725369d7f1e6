/// Reads little-endian numbers off the front of a header. What is beyond its end is zero; lengths are checked before.
struct ZipCursor {
    private let bytes: [UInt8]
    private(set) var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func u16() -> Int { take(2) }
    mutating func u32() -> Int { take(4) }

    /// Numbers beyond Int's range come as -1, which no size or place is.
    mutating func u64() -> Int {
        let low = take(4)
        let high = take(4)
        return high > 0x7FFF_FFFF ? -1 : high << 32 | low
    }

    mutating func skip(_ count: Int) { index += count }

    mutating func slice(_ count: Int) -> [UInt8] {
        defer { index += count }
        return Array(bytes.dropFirst(index).prefix(count))
    }

    private mutating func take(_ count: Int) -> Int {
        var value = 0
        for place in 0..<count where index + place < bytes.count { value |= Int(bytes[index + place]) << (8 * place) }
        index += count
        return value
    }
}
