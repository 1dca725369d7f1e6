import Exchange
import Machine

/// Bytes into a new file while their digest is taken.
final class StagingSink: ByteSink {
    private let file: FileSink
    private let hashing = HashingSink()

    /// `count` such sinks are open together: their buffers share what one would have.
    init(_ file: OpenFile, among count: Int = 1) {
        self.file = FileSink(file, buffering: max(16 << 10, min(256 << 10, (4 << 20) / max(1, count))))
    }

    var count: Int { file.count }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        try hashing.write(bytes)
        try file.write(bytes)
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) { try hashing.patch(bytes, at: offset) }

    /// Its bytes begin their way to the disk.
    func begin() throws(Fault) {
        try file.flush()
        file.file.beginSync()
    }

    /// On the disk when this returns.
    func finish() throws(Fault) -> ContentDigest {
        try file.flush()
        try file.file.sync()
        return hashing.digest()
    }
}
