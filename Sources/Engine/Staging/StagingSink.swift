import Exchange
import Machine

/// Bytes into a new file while their digest is taken.
final class StagingSink: ByteSink {
    private let file: FileSink
    private let hashing = HashingSink()

    init(_ file: OpenFile) { self.file = FileSink(file) }

    var count: Int { file.count }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        try hashing.write(bytes)
        try file.write(bytes)
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) { try hashing.patch(bytes, at: offset) }

    /// On the disk when this returns.
    func finish() throws(Fault) -> ContentDigest {
        try file.flush()
        try file.file.sync()
        return hashing.digest()
    }
}
