/// A file that has been brought in whole: its name at the source, its size, its bytes. It can be read any number of times.
package protocol StagedFile {
    /// The last component of the path at the source. Data, never a path of ours.
    var name: String { get }
    var size: Int { get }
    var digest: ContentDigest { get }
    /// The bytes in order, in chunks of any size, until the end or `.enough`.
    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault)
    /// Fills as much of `buffer` as the file holds from `offset`; zero behind the end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int
}

extension StagedFile {
    /// By reading from the start: right for whatever a test makes, slow for what a disk can do.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        var seen = 0
        var filled = 0
        try eachChunk { chunk throws(Fault) in
            let skipped = max(0, min(chunk.byteCount, offset - seen))
            let taken = min(chunk.byteCount - skipped, buffer.count - filled)
            if taken > 0 {
                chunk.withUnsafeBytes { bytes in
                    UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + taken])
                        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[skipped..<skipped + taken]))
                }
            }
            filled += max(0, taken)
            seen += chunk.byteCount
            return filled < buffer.count ? .more : .enough
        }
        return filled
    }
}
