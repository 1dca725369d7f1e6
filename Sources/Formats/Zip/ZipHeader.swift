/// A header of our own zip files, read back strictly: any other value in any field is no header.
struct ZipHeader {
    /// What a header is, by its signature, and how long it is before its name.
    enum Kind {
        case local, central, end64, locator, end

        init?(_ signature: UInt32) {
            switch signature {
            case ZipFields.localSignature: self = .local
            case ZipFields.centralSignature: self = .central
            case ZipFields.end64Signature: self = .end64
            case ZipFields.locatorSignature: self = .locator
            case ZipFields.endSignature: self = .end
            default: return nil
            }
        }

        var fixed: Int {
            switch self {
            case .local: 30
            case .central: 46
            case .end64: 56
            case .locator: 20
            case .end: 22
            }
        }
    }

    /// The length of name and extra field that follow the fixed part.
    static func variable(_ kind: Kind, _ bytes: [UInt8]) -> Int {
        guard kind == .local || kind == .central else { return 0 }
        var cursor = ZipCursor(bytes)
        cursor.skip(kind == .local ? 26 : 28)
        return cursor.u16() + cursor.u16()
    }

    /// The entry a local header announces, or nil when the header is not one of ours.
    static func local(_ bytes: [UInt8], at offset: Int) -> ZipEntry? {
        var cursor = ZipCursor(bytes)
        cursor.skip(4)
        guard var found = common(&cursor) else { return nil }
        let nameLength = cursor.u16()
        guard cursor.u16() == 20, let name = name(cursor.slice(nameLength)) else { return nil }
        let extra = cursor.u16()
        guard cursor.u16() == 16 else { return nil }
        if extra == Int(ZipFields.zip64) {
            guard found.size == 0xFFFF_FFFF, found.packed == 0xFFFF_FFFF else { return nil }
            found.size = cursor.u64()
            found.packed = cursor.u64()
        } else {
            guard extra == Int(ZipFields.padding), cursor.u64() == 0, cursor.u64() == 0 else { return nil }
        }
        guard found.size >= 0, found.packed >= 0 else { return nil }
        return entry(name, found, offset)
    }

    /// The entry a central header lists, or nil when the header is not one of ours.
    static func central(_ bytes: [UInt8]) -> ZipEntry? {
        var cursor = ZipCursor(bytes)
        cursor.skip(4)
        guard cursor.u16() == 3 << 8 | 45, var found = common(&cursor) else { return nil }
        let nameLength = cursor.u16()
        let extraLength = cursor.u16()
        guard cursor.u16() == 0, cursor.u32() == 0, cursor.u32() == 0o100644 << 16 else { return nil }
        var offset = cursor.u32()
        guard let name = name(cursor.slice(nameLength)) else { return nil }
        let large = [found.size, found.packed, offset].count { $0 == 0xFFFF_FFFF }
        guard extraLength == (large == 0 ? 0 : 4 + 8 * large) else { return nil }
        if large > 0 {
            guard cursor.u16() == Int(ZipFields.zip64), cursor.u16() == 8 * large else { return nil }
            if found.size == 0xFFFF_FFFF { found.size = cursor.u64() }
            if found.packed == 0xFFFF_FFFF { found.packed = cursor.u64() }
            if offset == 0xFFFF_FFFF { offset = cursor.u64() }
        }
        return entry(name, found, offset)
    }

    private struct Fields {
        var stamp = 0
        var crc = 0
        var packed = 0
        var size = 0
    }

    private static func common(_ cursor: inout ZipCursor) -> Fields? {
        let version = cursor.u16()
        let flags = cursor.u16()
        guard version == 20 || version == 45, flags == Int(ZipFields.flags), cursor.u16() == Int(ZipFields.method)
        else {
            return nil
        }
        return Fields(stamp: cursor.u32(), crc: cursor.u32(), packed: cursor.u32(), size: cursor.u32())
    }

    private static func name(_ bytes: [UInt8]) -> String? {
        let name = String(decoding: bytes, as: UTF8.self)
        guard Array(name.utf8) == bytes, ZipName.objection(name) == nil else { return nil }
        return name
    }

    private static func entry(_ name: String, _ found: Fields, _ offset: Int) -> ZipEntry {
        var entry = ZipEntry(name: name, offset: offset)
        entry.crc = UInt32(found.crc)
        entry.size = found.size
        entry.packed = found.packed
        entry.stamp = UInt32(found.stamp)
        return entry
    }
}
