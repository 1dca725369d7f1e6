import Exchange

/// Takes bytes and keeps only their digest.
package final class HashingSink: ByteSink {
    private var hasher = SHA256()
    package private(set) var count = 0

    package init() {}

    package func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        hasher.update(bytes)
        count += bytes.count
    }

    package func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        preconditionFailure("what has been hashed cannot be patched")
    }

    package func digest() -> ContentDigest { hasher.finish() }
}
