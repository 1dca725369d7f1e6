import CCrypto

/// HMAC-SHA-1 (RFC 2104) by OpenSSL: how OpenSSH hides the names in a known_hosts file. For nothing else: SHA-1 is no
/// longer a digest to rely on.
package enum KeyedSHA1 {
    /// 20 bytes.
    package static func digest(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 20)
        var length = 0
        let made = EVP_Q_mac(
            nil, "HMAC", nil, "SHA1", nil, key, key.count, bytes, bytes.count, &digest, digest.count, &length)
        precondition(made != nil && length == 20, "OpenSSL has no HMAC")
        return digest
    }
}
