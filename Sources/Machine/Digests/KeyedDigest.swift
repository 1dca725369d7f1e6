import CCrypto
import Exchange
import Glibc

/// HMAC-SHA-256 (RFC 2104) by OpenSSL: without the key nobody can tell which text a digest is of, not even by trying
/// them all.
package struct KeyedDigest: Sendable {
    private let key: [UInt8]

    package init(key: [UInt8]) { self.key = key }

    /// The digest of `bytes`, 32 bytes long.
    package func digest(of bytes: [UInt8]) -> ContentDigest {
        var digest = [UInt8](repeating: 0, count: 32)
        var length = 0
        let made = EVP_Q_mac(
            nil, "HMAC", nil, "SHA256", nil, key, key.count, bytes, bytes.count, &digest, digest.count, &length)
        precondition(made != nil && length == 32, "OpenSSL has no HMAC")
        return ContentDigest(bytes: digest)
    }
}
