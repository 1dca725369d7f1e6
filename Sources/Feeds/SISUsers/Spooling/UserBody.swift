/// The values of one user's slots in a row: the length of each (one byte, or 255 and four bytes), then the values.
/// Equal users have equal bodies, in the spool and in the baseline alike.
enum UserBody {
    /// The most bytes a body of these ranges takes.
    static func most(_ ranges: [Range<Int>]) -> Int {
        var count = ranges.count * 5
        for range in ranges { count += range.count }
        return count
    }

    /// Writes the body and answers its size; there is room for `most` bytes.
    static func write(
        _ bytes: UnsafePointer<UInt8>, _ ranges: UnsafeBufferPointer<Range<Int>>, to place: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var at = 0
        for range in ranges {
            let count = range.count
            if count < 255 {
                place[at] = UInt8(truncatingIfNeeded: count)
                at += 1
            } else {
                place[at] = 255
                for shift in 0..<4 { place[at + 1 + shift] = UInt8(truncatingIfNeeded: count >> (shift * 8)) }
                at += 5
            }
        }
        for range in ranges where !range.isEmpty {
            (place + at).update(from: bytes + range.lowerBound, count: range.count)
            at += range.count
        }
        return at
    }

    /// Finds the values of a body that begins at `start` and ends before `end`; false where it is none.
    static func read(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int, into ranges: UnsafeMutableBufferPointer<Range<Int>>
    ) -> Bool {
        var at = start
        for slot in ranges.indices {
            guard at < end else { return false }
            var count = Int(bytes[at])
            at += 1
            if count == 255 {
                guard at + 4 <= end else { return false }
                count = 0
                for shift in 0..<4 { count |= Int(bytes[at + shift]) << (shift * 8) }
                at += 4
            }
            // The start is not known before all lengths are: for now from zero.
            ranges[slot] = 0..<count
        }
        for slot in ranges.indices {
            let count = ranges[slot].upperBound
            guard count <= end - at else { return false }
            ranges[slot] = at..<at + count
            at += count
        }
        return at == end
    }
}
