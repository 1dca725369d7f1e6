import Exchange
import Machine

/// Keeps nothing of what it is given but its digest.
final class DigestSink: ByteSink {
    private var hasher = SHA256()
    private(set) var count = 0

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        hasher.update(bytes)
        count += bytes.count
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        preconditionFailure("what was digested cannot be changed")
    }

    func digest() -> ContentDigest { hasher.finish() }
}
