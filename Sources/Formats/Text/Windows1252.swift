/// Microsoft's code page 1252, which is ISO 8859-1 but for the bytes 80 to 9F.
enum Windows1252 {
    /// The scalars of the bytes 80 to 9F in Unicode's `CP1252.TXT`; 0 where the code page has none.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    /// The scalar a byte stands for, or nil where the code page has none.
    static func scalar(_ byte: UInt8) -> UInt32? {
        guard byte >= 0x80, byte < 0xA0 else { return UInt32(byte) }
        let value = upper[Int(byte) - 0x80]
        return value == 0 ? nil : UInt32(value)
    }

    /// The byte a scalar is written as, or nil where the code page has none.
    static func byte(_ scalar: UInt32) -> UInt8? {
        if scalar < 0x80 || (scalar >= 0xA0 && scalar < 0x100) { return UInt8(scalar) }
        guard scalar > 0xFF, scalar <= 0xFFFF, let index = upper.firstIndex(of: UInt16(scalar)) else { return nil }
        return UInt8(0x80 + index)
    }
}
