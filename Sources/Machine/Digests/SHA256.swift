import CCrypto
import Exchange

/// SHA-256 by OpenSSL, byte by byte in order.
package struct SHA256 {
    /// Owns OpenSSL's context.
    private final class Context {
        let pointer: OpaquePointer
        init() {
            guard let made = EVP_MD_CTX_new() else { preconditionFailure("OpenSSL could not allocate a digest") }
            pointer = made
            precondition(EVP_DigestInit_ex(pointer, exchange_sha256(), nil) == 1, "OpenSSL has no SHA-256")
        }
        deinit { EVP_MD_CTX_free(pointer) }
    }

    private let context = Context()

    package init() {}

    package mutating func update(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context.pointer, $0.baseAddress, $0.count) }
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        _ = EVP_DigestUpdate(context.pointer, bytes.baseAddress, bytes.count)
    }

    /// The digest of everything given; the value is spent.
    package mutating func finish() -> ContentDigest {
        var bytes = [UInt8](repeating: 0, count: 32)
        _ = EVP_DigestFinal_ex(context.pointer, &bytes, nil)
        return ContentDigest(bytes: bytes)
    }

    package static func digest(of bytes: [UInt8]) -> ContentDigest {
        var hasher = SHA256()
        bytes.withUnsafeBytes { hasher.update($0) }
        return hasher.finish()
    }
}
