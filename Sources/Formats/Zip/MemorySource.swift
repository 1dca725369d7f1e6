import Exchange

/// A source that holds everything.
package final class MemorySource: ByteSource {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads `file` whole; a larger one than `limit` is a fault `zip.large`.
    package init(_ file: any StagedFile, limit: Int = 256 << 20) throws(Fault) {
        guard file.size <= limit else {
            throw Fault(
                .zipLarge, .reject, "'\(file.name)' has \(file.size) bytes; up to \(limit) are read into memory")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.size)
        try file.eachChunk { chunk throws(Fault) in
            chunk.withUnsafeBytes { bytes.append(contentsOf: $0) }
            return .more
        }
        self.bytes = bytes
    }

    package var size: Int { bytes.count }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        guard offset >= 0, offset < bytes.count else { return 0 }
        let count = min(buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
        return count
    }
}
