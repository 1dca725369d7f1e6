import Exchange

/// Why a server's certificate was not accepted.
enum TLSRefusal: Hashable, Sendable {
    case expired(TLSCertificate)
    case notYetValid(TLSCertificate)
    case wrongHost(TLSCertificate)
    /// Nobody who is trusted vouches for it; the last certificate of the way that was found.
    case unknownIssuer(TLSCertificate)
    case weakSignature(TLSCertificate)
    case weakKey(TLSCertificate)
    case otherKey(TLSCertificate)
    /// In OpenSSL's words.
    case other(TLSCertificate?, String)
}
