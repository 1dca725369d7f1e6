import Glibc

/// Bytes that come in pieces, given out as lines. A long line is looked through once, not once for each piece.
struct LineCutter {
    private var bytes: [UInt8] = []
    private var start = 0
    /// No line end before this.
    private var looked = 0

    /// What has come and was not given out.
    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ fill: (inout [UInt8]) -> Void) {
        if start > 1 << 16 || start == bytes.count {
            bytes.removeFirst(start)
            looked -= start
            start = 0
        }
        fill(&bytes)
    }

    /// The next line without its end; what has no end is a line only `atEnd`.
    mutating func next(atEnd: Bool) -> [UInt8]? {
        if let end = lineEnd {
            defer {
                start = end + 1
                looked = start
            }
            return Array(bytes[start..<end])
        }
        looked = bytes.count
        guard atEnd, start < bytes.count else { return nil }
        defer { start = bytes.count }
        return Array(bytes[start...])
    }

    private var lineEnd: Int? {
        bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress, looked < all.count else { return nil }
            return memchr(base + looked, 10, all.count - looked).map { UnsafeRawPointer($0) - base }
        }
    }
}
