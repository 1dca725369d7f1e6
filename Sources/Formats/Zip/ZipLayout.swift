/// The order of a zip file's records, and that its directory says what its local headers said.
struct ZipLayout {
    private(set) var entries: [ZipEntry] = []
    private var listed = 0
    private var directoryStart: Int?
    private var directoryEnd: Int?
    private var hasEnd64 = false
    private var hasLocator = false
    private(set) var isEnded = false

    mutating func add(_ entry: ZipEntry) { entries.append(entry) }

    /// Whether a header of `kind` may stand at `offset` now.
    mutating func admits(_ kind: ZipHeader.Kind, at offset: Int) -> Bool {
        switch kind {
        case .local: return directoryStart == nil
        case .central:
            directoryStart = directoryStart ?? offset
            return directoryEnd == nil
        case .end64, .end:
            directoryStart = directoryStart ?? offset
            directoryEnd = directoryEnd ?? offset
            return listed == entries.count && (kind == .end ? hasEnd64 == hasLocator : !hasEnd64)
        case .locator: return hasEnd64 && !hasLocator
        }
    }

    /// A central header; true when it says what the local one said.
    mutating func list(_ entry: ZipEntry?) -> Bool {
        guard listed < entries.count, entry == entries[listed] else { return false }
        listed += 1
        return true
    }

    /// APPNOTE 4.3.14.
    mutating func takeEnd64(_ bytes: [UInt8]) -> Bool {
        hasEnd64 = true
        var cursor = ZipCursor(bytes)
        cursor.skip(4)
        guard cursor.u64() == 44, cursor.u16() == 3 << 8 | 45, cursor.u16() == 45, cursor.u64() == 0 else {
            return false
        }
        return cursor.u64() == listed && cursor.u64() == listed && isDirectory(cursor.u64(), cursor.u64())
    }

    /// APPNOTE 4.3.15.
    mutating func takeLocator(_ bytes: [UInt8]) -> Bool {
        hasLocator = true
        var cursor = ZipCursor(bytes)
        cursor.skip(4)
        return cursor.u32() == 0 && cursor.u64() == directoryEnd && cursor.u32() == 1
    }

    /// APPNOTE 4.3.16.
    mutating func takeEnd(_ bytes: [UInt8]) -> Bool {
        isEnded = true
        var cursor = ZipCursor(bytes)
        cursor.skip(4)
        guard cursor.u32() == 0 else { return false }
        let counts = [cursor.u16(), cursor.u16()]
        let size = cursor.u32()
        let start = cursor.u32()
        guard cursor.u16() == 0 else { return false }
        guard counts.allSatisfy({ $0 == listed || hasEnd64 && $0 == 0xFFFF }) else { return false }
        let directory = (directoryEnd ?? 0) - (directoryStart ?? 0)
        return (size == directory || hasEnd64 && size == 0xFFFF_FFFF)
            && (start == directoryStart || hasEnd64 && start == 0xFFFF_FFFF)
    }

    private func isDirectory(_ size: Int, _ start: Int) -> Bool {
        start == directoryStart && size == (directoryEnd ?? 0) - start
    }
}
