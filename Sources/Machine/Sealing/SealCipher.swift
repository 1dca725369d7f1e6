import CCrypto
import Exchange

/// AES-256-GCM (NIST SP 800-38D) over the numbered chunks of one sealed file.
///
/// The key is the file's own (derived from the institution's key and the header with its random salt), so a nonce need
/// only be unique within the file: the chunk's number, and whether it is the last one. A chunk that was moved, swapped,
/// or made the last one by cutting the file off does not open.
final class SealCipher {
    /// Plain bytes of a chunk; the last one may have fewer.
    static let chunk = 64 << 10
    static let tag = 16

    private let context: OpaquePointer
    private var nonce = [UInt8](repeating: 0, count: 12)

    init(_ key: SealKey, _ header: SealHeader, sealing: Bool) {
        guard let made = EVP_CIPHER_CTX_new() else { preconditionFailure("OpenSSL could not allocate a cipher") }
        context = made
        var own = key.derive(Array("exchange sealed file".utf8) + header.bytes)
        defer { OPENSSL_cleanse(&own, own.count) }
        let ready = EVP_CipherInit_ex(context, EVP_aes_256_gcm(), nil, own, nil, sealing ? 1 : 0)
        precondition(ready == 1, "OpenSSL has no AES-256-GCM")
    }

    /// Frees, and zeroes, the key schedule.
    deinit { EVP_CIPHER_CTX_free(context) }

    /// Fills `sealed` with as many bytes as `plain` has, and the tag behind them.
    func seal(
        _ plain: UnsafeRawBufferPointer, into sealed: UnsafeMutableRawBufferPointer, number: Int, isLast: Bool
    ) {
        begin(number, isLast)
        let out = sealed.bindMemory(to: UInt8.self)
        var made = pass(plain, into: out.baseAddress) ? 1 : 0
        var rest: Int32 = 0
        // The end of a counter mode writes nothing.
        made &= Int(EVP_CipherFinal_ex(context, out.baseAddress.map { $0 + plain.count }, &rest))
        let tag = sealed.baseAddress.map { $0 + plain.count }
        made &= Int(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(SealCipher.tag), tag))
        precondition(made == 1, "OpenSSL could not encrypt")
    }

    /// Fills `plain` with what was sealed, or answers false: then nothing in `plain` is to be believed.
    func open(
        _ sealed: UnsafeRawBufferPointer, into plain: UnsafeMutableRawBufferPointer, number: Int, isLast: Bool
    ) -> Bool {
        begin(number, isLast)
        let count = sealed.count - SealCipher.tag
        guard count >= 0, count <= plain.count else { return false }
        let tag = UnsafeMutableRawPointer(mutating: sealed.baseAddress.map { $0 + count })
        guard EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(SealCipher.tag), tag) == 1 else { return false }
        let out = plain.bindMemory(to: UInt8.self).baseAddress
        guard pass(UnsafeRawBufferPointer(rebasing: sealed[..<count]), into: out) else { return false }
        var rest: Int32 = 0
        return EVP_CipherFinal_ex(context, out.map { $0 + count }, &rest) == 1
    }

    private func begin(_ number: Int, _ isLast: Bool) {
        for byte in 0..<8 { nonce[3 + byte] = UInt8(truncatingIfNeeded: number >> (56 - 8 * byte)) }
        nonce[11] = isLast ? 1 : 0
        let ready = EVP_CipherInit_ex(context, nil, nil, nil, nonce, -1)
        precondition(ready == 1, "OpenSSL refused a nonce")
    }

    private func pass(_ bytes: UnsafeRawBufferPointer, into out: UnsafeMutablePointer<UInt8>?) -> Bool {
        if bytes.isEmpty { return true }
        var done: Int32 = 0
        let from = bytes.bindMemory(to: UInt8.self).baseAddress
        return EVP_CipherUpdate(context, out, &done, from, Int32(bytes.count)) == 1 && Int(done) == bytes.count
    }
}
