import Exchange

/// The SHA-256 of a public key (SubjectPublicKeyInfo, DER), as curl writes it: `sha256//` and 44 letters of base64.
///
/// Of the key and not of the certificate, because a certificate is made anew every few months, and a key need not be.
struct TLSPin: Hashable, Sendable, CustomStringConvertible {
    let digest: [UInt8]

    init(digest: [UInt8]) { self.digest = digest }

    /// Nil where it is no pin.
    init?(_ text: String) {
        guard text.hasPrefix("sha256//"), let digest = Base64.bytes(text.utf8.dropFirst(8)), digest.count == 32 else {
            return nil
        }
        self.digest = digest
    }

    var description: String { "sha256//" + Base64.text(digest) }
}
