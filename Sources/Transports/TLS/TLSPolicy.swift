import Exchange

/// What a connection says about TLS beyond what always holds: at least 1.2, and verified. There is no way to say less.
struct TLSPolicy: Hashable, Sendable {
    /// A file (PEM) with the only certificates that vouch for the server, or with the server's own; nil: the system's.
    var ownCertificates: String?
    /// SHA-256 of the public keys (SubjectPublicKeyInfo) of which the server must have one; empty: any.
    var pins: [TLSPin] = []
    /// Never 1.3: where a server's session reuse is broken under it.
    var isCapped = false
}
