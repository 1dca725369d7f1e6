import Exchange

/// The records of a zip file as bytes (APPNOTE.TXT 6.3.10), all numbers little-endian.
enum ZipFields {
    static let localSignature: UInt32 = 0x0403_4B50
    static let centralSignature: UInt32 = 0x0201_4B50
    static let endSignature: UInt32 = 0x0605_4B50
    static let end64Signature: UInt32 = 0x0606_4B50
    static let locatorSignature: UInt32 = 0x0706_4B50
    /// Zip64 extended information (4.5.3).
    static let zip64: UInt16 = 0x0001
    /// Alignment padding (4.6.2, registered by Apache Commons Compress); holds the place of the zip64 field.
    static let padding: UInt16 = 0xA11E
    /// General purpose bit 11: the name is UTF-8 (4.4.4). No other bit is set.
    static let flags: UInt16 = 0x0800
    /// Deflate (4.4.5).
    static let method: UInt16 = 8

    static func append<Number: FixedWidthInteger>(_ number: Number, _ bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    static func short(_ number: Int, _ limit: Int) -> UInt32 { number > limit ? 0xFFFF_FFFF : UInt32(number) }

    /// The local header (4.3.7). Its length does not depend on the sizes: twenty bytes are kept for the zip64 field.
    static func local(_ entry: ZipEntry, _ limits: ZipLimits) -> [UInt8] {
        let isLarge = entry.size > limits.size || entry.packed > limits.size
        var bytes: [UInt8] = []
        append(localSignature, &bytes)
        common(entry, isLarge, isLarge ? -1 : limits.size, &bytes)
        append(UInt16(entry.name.utf8.count), &bytes)
        append(UInt16(20), &bytes)
        bytes.append(contentsOf: entry.name.utf8)
        append(isLarge ? zip64 : padding, &bytes)
        append(UInt16(16), &bytes)
        append(isLarge ? UInt64(entry.size) : 0, &bytes)
        append(isLarge ? UInt64(entry.packed) : 0, &bytes)
        return bytes
    }

    /// An entry of the central directory (4.3.12).
    static func central(_ entry: ZipEntry, _ limits: ZipLimits) -> [UInt8] {
        let large = [entry.size, entry.packed, entry.offset].filter { $0 > limits.size }
        var bytes: [UInt8] = []
        append(centralSignature, &bytes)
        append(UInt16(3 << 8 | 45), &bytes)
        common(entry, !large.isEmpty, limits.size, &bytes)
        append(UInt16(entry.name.utf8.count), &bytes)
        append(UInt16(large.isEmpty ? 0 : 4 + 8 * large.count), &bytes)
        append(UInt16(0), &bytes)
        append(UInt32(0), &bytes)
        // A regular file, readable by all: 0100644.
        append(UInt32(0o100644 << 16), &bytes)
        append(short(entry.offset, limits.size), &bytes)
        bytes.append(contentsOf: entry.name.utf8)
        guard !large.isEmpty else { return bytes }
        append(zip64, &bytes)
        append(UInt16(8 * large.count), &bytes)
        for number in large { append(UInt64(number), &bytes) }
        return bytes
    }

    /// What local and central headers share: from the version needed to the sizes.
    private static func common(_ entry: ZipEntry, _ isLarge: Bool, _ limit: Int, _ bytes: inout [UInt8]) {
        append(UInt16(isLarge ? 45 : 20), &bytes)
        append(flags, &bytes)
        append(method, &bytes)
        append(entry.stamp, &bytes)
        append(entry.crc, &bytes)
        append(short(entry.packed, limit), &bytes)
        append(short(entry.size, limit), &bytes)
    }

    /// What ends the file: with the zip64 records (4.3.14, 4.3.15) where a number needs them, and the end record (4.3.16).
    static func end(entries: Int, directory: Range<Int>, _ limits: ZipLimits) -> [UInt8] {
        var bytes: [UInt8] = []
        if entries > limits.entries || directory.count > limits.size || directory.lowerBound > limits.size {
            appendEnd64(entries, directory, &bytes)
        }
        let count = entries > limits.entries ? 0xFFFF : UInt16(entries)
        append(endSignature, &bytes)
        append(UInt32(0), &bytes)
        append(count, &bytes)
        append(count, &bytes)
        append(short(directory.count, limits.size), &bytes)
        append(short(directory.lowerBound, limits.size), &bytes)
        append(UInt16(0), &bytes)
        return bytes
    }

    private static func appendEnd64(_ entries: Int, _ directory: Range<Int>, _ bytes: inout [UInt8]) {
        append(end64Signature, &bytes)
        append(UInt64(44), &bytes)
        append(UInt16(3 << 8 | 45), &bytes)
        append(UInt16(45), &bytes)
        append(UInt64(0), &bytes)
        append(UInt64(entries), &bytes)
        append(UInt64(entries), &bytes)
        append(UInt64(directory.count), &bytes)
        append(UInt64(directory.lowerBound), &bytes)
        append(locatorSignature, &bytes)
        append(UInt32(0), &bytes)
        append(UInt64(directory.upperBound), &bytes)
        append(UInt32(1), &bytes)
    }
}
