import Exchange

/// Looks over the directory of a zip file from anywhere before libarchive does, which takes all of it into memory and
/// believes now the directory, now the entry's own header: how many entries there are, that each stands where it says,
/// under the same name and size, and that no two share bytes (APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 to 4.3.16).
///
/// A file without a directory passes: libarchive says what is wrong with it.
struct ZipDirectory {
    private struct Entry {
        let name: [UInt8]
        /// Where the numbers stand: size, packed size, offset.
        let size: Int
        let packed: Int
        let offset: Int
    }

    private let source: any ByteSource
    private let bounds: ZipBounds

    init(_ source: any ByteSource, _ bounds: ZipBounds) {
        self.source = source
        self.bounds = bounds
    }

    /// `zip.bomb`, `zip.name` or `zip.damaged`.
    func check() throws(Fault) {
        guard let start = try start() else { return }
        var places: [Range<Int>] = []
        var offset = start
        while let entry = try central(at: &offset) {
            if places.count == bounds.entries { throw bomb("it has more than \(bounds.entries) entries") }
            places.append(try place(of: entry))
        }
        let isEnd = [ZipFields.endSignature, ZipFields.end64Signature].contains(try signature(at: offset))
        guard isEnd else { throw damaged("its directory is not where its end says") }
        places.sort { $0.lowerBound < $1.lowerBound }
        for (place, next) in zip(places, places.dropFirst()) where place.upperBound > next.lowerBound {
            throw bomb("two of its entries are the same bytes")
        }
        if let last = places.last, last.upperBound > start { throw damaged("an entry reaches into its directory") }
    }

    /// Where the directory begins, by the last end record there is; nil without one.
    private func start() throws(Fault) -> Int? {
        let tail = max(0, source.size - 65_557)
        let bytes = try read(source.size - tail, at: tail)
        let mark: [UInt8] = [0x50, 0x4B, 5, 6]
        guard bytes.count >= 22,
            let end = (0...bytes.count - 22).last(where: {
                bytes[$0] == mark[0] && bytes[$0..<$0 + 4].elementsEqual(mark)
            })
        else { return nil }
        if let large = try start64(before: tail + end) { return large }
        var cursor = ZipCursor(Array(bytes[end...]))
        cursor.skip(16)
        return cursor.u32()
    }

    /// The same by the zip64 records, where they stand before the end record.
    private func start64(before end: Int) throws(Fault) -> Int? {
        guard end >= 20 else { return nil }
        var locator = ZipCursor(try read(20, at: end - 20))
        guard locator.u32() == Int(ZipFields.locatorSignature) else { return nil }
        locator.skip(4)
        let offset = locator.u64()
        guard offset >= 0, offset < end else { throw damaged("its end points nowhere") }
        var record = ZipCursor(try read(56, at: offset))
        guard record.u32() == Int(ZipFields.end64Signature) else { throw damaged("its end points nowhere") }
        record.skip(44)
        return record.u64()
    }

    /// The directory's entry at `offset`, which moves behind it; nil where there is none.
    private func central(at offset: inout Int) throws(Fault) -> Entry? {
        guard try signature(at: offset) == ZipFields.centralSignature else { return nil }
        var cursor = ZipCursor(try read(46, at: offset))
        cursor.skip(20)
        var numbers = [cursor.u32(), cursor.u32()]
        numbers.swapAt(0, 1)
        let lengths = [cursor.u16(), cursor.u16(), cursor.u16()]
        cursor.skip(8)
        numbers.append(cursor.u32())
        let rest = try read(lengths[0] + lengths[1], at: offset + 46)
        ZipDirectory.enlarge(&numbers, Array(rest.dropFirst(lengths[0])))
        offset += 46 + lengths.reduce(0, +)
        let name = Array(rest.prefix(lengths[0]))
        // libarchive sees no more of such a name than what stands before the zero.
        if name.contains(0) { try ZipName.check(String(decoding: name, as: UTF8.self)) }
        return Entry(name: name, size: numbers[0], packed: numbers[1], offset: numbers[2])
    }

    /// Puts the numbers of the zip64 field in the place of those that are too large for 32 bits.
    private static func enlarge(_ numbers: inout [Int], _ extra: [UInt8]) {
        var cursor = ZipCursor(extra)
        while cursor.index + 4 <= extra.count {
            let kind = cursor.u16()
            let length = cursor.u16()
            let next = cursor.index + length
            if kind == Int(ZipFields.zip64) {
                for index in numbers.indices where numbers[index] == 0xFFFF_FFFF && cursor.index + 8 <= next {
                    numbers[index] = cursor.u64()
                }
            }
            cursor.skip(next - cursor.index)
        }
    }

    /// The bytes that an entry takes, from its own header on, which must say what the directory does.
    private func place(of entry: Entry) throws(Fault) -> Range<Int> {
        guard entry.offset >= 0, entry.packed >= 0, entry.offset <= source.size, entry.packed <= source.size,
            try signature(at: entry.offset) == ZipFields.localSignature
        else { throw damaged("an entry is not where its directory says") }
        var cursor = ZipCursor(try read(30, at: entry.offset))
        cursor.skip(6)
        let flags = cursor.u16()
        cursor.skip(10)
        var numbers = [cursor.u32(), cursor.u32()]
        numbers.swapAt(0, 1)
        let lengths = [cursor.u16(), cursor.u16()]
        let rest = try read(lengths[0] + lengths[1], at: entry.offset + 30)
        ZipDirectory.enlarge(&numbers, Array(rest.dropFirst(lengths[0])))
        // With bit 3 the sizes follow the packed bytes (4.4.4).
        let isLater = flags & 8 != 0
        guard rest.prefix(lengths[0]).elementsEqual(entry.name), isLater || numbers == [entry.size, entry.packed] else {
            throw damaged("its directory says something else of an entry than the entry itself")
        }
        return entry.offset..<entry.offset + 30 + lengths.reduce(0, +) + entry.packed
    }

    private func signature(at offset: Int) throws(Fault) -> UInt32 {
        var cursor = ZipCursor(try read(4, at: offset))
        return UInt32(cursor.u32())
    }

    /// Fewer bytes only where the file ends.
    private func read(_ count: Int, at offset: Int) throws(Fault) -> [UInt8] {
        guard offset >= 0, count > 0, offset < source.size else { return [] }
        var bytes = [UInt8](repeating: 0, count: min(count, source.size - offset))
        var filled = 0
        var fault: Fault?
        bytes.withUnsafeMutableBytes { all in
            do throws(Fault) {
                while filled < all.count {
                    let got = try source.read(
                        into: UnsafeMutableRawBufferPointer(rebasing: all[filled...]), at: offset + filled)
                    if got == 0 { break }
                    filled += got
                }
            } catch { fault = error }
        }
        if let fault { throw fault }
        return Array(bytes.prefix(filled))
    }

    private func bomb(_ why: String) -> Fault { Fault(.zipBomb, .reject, "the zip file is refused: \(why)") }

    private func damaged(_ why: String) -> Fault { Fault(.zipDamaged, .reject, "the zip file is damaged: \(why)") }
}
