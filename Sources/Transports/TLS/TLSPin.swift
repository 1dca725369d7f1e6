/// The SHA-256 of a public key (SubjectPublicKeyInfo, DER), as RFC 7858 and curl write it: `sha256//` and base64.
struct TLSPin: Hashable, Sendable {
    let digest: [UInt8]
}
