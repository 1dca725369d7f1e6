import Exchange

/// The lines of a listing, as its bytes come: no more of it is kept than one line.
struct ListingReader {
    /// Nobody's file name is as long; a line without an end has more.
    private static let lineLimit = 8 << 10
    /// No folder of a library has that many; a listing without end has.
    private static let lineLimitCount = 5_000_000

    private var rest: [UInt8] = []
    private var count = 0

    mutating func take(_ bytes: UnsafeRawBufferPointer, _ each: ([UInt8]) throws(Fault) -> Void) throws(Fault) {
        var from = 0
        while from < bytes.count {
            let piece = UnsafeRawBufferPointer(rebasing: bytes[from...])
            let end = piece.firstIndex(of: 10)
            rest.append(contentsOf: piece[..<(end ?? piece.count)])
            guard rest.count <= ListingReader.lineLimit else {
                throw FTPFaults.listing(rest, "a line of more than \(ListingReader.lineLimit) bytes")
            }
            guard let end else { return }
            from += end + 1
            try finish(each)
        }
    }

    /// The last line, which need not be ended.
    mutating func finish(_ each: ([UInt8]) throws(Fault) -> Void) throws(Fault) {
        var line = rest
        rest.removeAll(keepingCapacity: true)
        if line.last == 13 { line.removeLast() }
        if line.isEmpty { return }
        count += 1
        guard count <= ListingReader.lineLimitCount else { throw FTPFaults.listing(line, "a listing without an end") }
        try each(line)
    }
}
