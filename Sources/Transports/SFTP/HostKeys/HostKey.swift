import Exchange
import Machine

/// A server's public key.
struct HostKey: Hashable, Sendable {
    /// As it names itself: `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256`.
    let type: String
    /// As it goes over the wire (RFC 4253, section 6.6).
    let blob: [UInt8]
    /// `SHA256:` and 43 letters, as `ssh-keygen -l` prints it.
    let fingerprint: String

    /// Nil where the bytes do not begin with the name of a type.
    init?(_ blob: [UInt8]) {
        var wire = WireBytes(blob[...])
        guard let name = wire.string(), !name.isEmpty, name.count <= 64, name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !wire.rest.isEmpty
        else { return nil }
        type = String(decoding: name, as: UTF8.self)
        self.blob = blob
        fingerprint = "SHA256:" + Base64.text(SHA256.digest(of: blob).bytes, padded: false)
    }
}
