import Exchange

/// Bytes into a new file, through one buffer.
package final class FileSink: ByteSink {
    package let file: OpenFile
    package private(set) var count = 0
    private var buffer: [UInt8] = []
    private let capacity: Int

    package init(_ file: OpenFile, buffering capacity: Int = 256 << 10) {
        self.file = file
        self.capacity = capacity
        buffer.reserveCapacity(capacity)
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        count += bytes.count
        // Long pieces go straight on: copying them first would only take time.
        let isLong = bytes.count >= min(capacity, 64 << 10)
        if isLong || buffer.count + bytes.count > capacity { try flush() }
        if isLong {
            try file.append(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    package func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        precondition(offset >= 0 && offset + bytes.count <= count, "a patch stays within what was written")
        try flush()
        try file.overwrite(bytes, at: offset)
    }

    /// Everything is with the kernel when this returns; with `OpenFile.sync`, on the disk.
    package func flush() throws(Fault) {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBufferPointer { bytes throws(Fault) in try file.append(UnsafeRawBufferPointer(bytes)) }
        buffer.removeAll(keepingCapacity: true)
    }
}
