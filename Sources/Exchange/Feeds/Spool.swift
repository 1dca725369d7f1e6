/// A scratch file of one conversion: appended to, and read at any place. It has no name anybody could open, and is gone
/// with the process, however that ends.
package protocol Spool: AnyObject {
    /// Bytes written so far.
    var count: Int { get }
    func append(_ bytes: UnsafeRawBufferPointer) throws(Fault)
    /// Fills as much of `buffer` as was written from `offset`; zero behind the end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int
}

/// A spool that keeps everything in memory; for tests and for small things.
package final class MemorySpool: Spool {
    private var bytes: [UInt8] = []
    package init() {}
    package var count: Int { bytes.count }
    package func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) { self.bytes.append(contentsOf: bytes) }
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        let taken = max(0, min(buffer.count, bytes.count - offset))
        guard taken > 0 else { return 0 }
        bytes.withUnsafeBytes { all in
            UnsafeMutableRawBufferPointer(rebasing: buffer[..<taken])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + taken]))
        }
        return taken
    }
}
