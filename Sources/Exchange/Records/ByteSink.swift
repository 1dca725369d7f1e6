/// Where bytes go: a staged file, a zip entry, memory.
package protocol ByteSink: AnyObject {
    /// Appends all of `bytes` or throws; after a fault the sink's content is of no use.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault)
    /// Bytes written so far.
    var count: Int { get }
    /// Overwrites bytes written earlier: headers with totals are reserved first and patched at the end.
    /// Asking for bytes beyond `count` is a programming error.
    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault)
}

extension ByteSink {
    package func write(_ bytes: [UInt8]) throws(Fault) {
        try bytes.withUnsafeBufferPointer { buffer throws(Fault) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    package func write(_ bytes: RawSpan) throws(Fault) {
        // `withUnsafeBytes` of a span rethrows any error type; the fault is carried round it.
        var fault: Fault?
        bytes.withUnsafeBytes { buffer in
            do throws(Fault) { try write(buffer) } catch { fault = error }
        }
        if let fault { throw fault }
    }
}

/// A sink that keeps everything; for tests and for small things.
package final class MemorySink: ByteSink {
    package private(set) var bytes: [UInt8] = []
    package init() {}
    package var count: Int { bytes.count }
    package func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) { self.bytes.append(contentsOf: bytes) }
    package func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        self.bytes.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }
}
