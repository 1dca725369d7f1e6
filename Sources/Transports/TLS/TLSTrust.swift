import CCurl
import Exchange

/// Decides for one conversation whether the server is the right one, and knows afterwards why not.
final class TLSTrust {
    private let library: CurlLibrary
    private let line: CurlLine

    /// The store of the system, written out: libcurl's own idea depends on how it was built.
    private static let systemFile = "/etc/ssl/certs/ca-certificates.crt"
    private static let systemFolder = "/etc/ssl/certs"

    init(_ library: CurlLibrary, _ line: CurlLine) throws(Fault) {
        self.library = library
        self.line = line
    }

    func set(_ transfer: CurlTransfer) throws(Fault) {
        // CURL_SSLVERSION_TLSv1_2, and CURL_SSLVERSION_MAX_TLSv1_2 above it.
        try transfer.set(.tlsVersion, line.tls.isCapped ? 6 | 6 << 16 : 6)
        try transfer.set(.verifyPeer, true)
        try transfer.set(.verifyHost, 2)
        try transfer.set(.sessionCache, true)
        try transfer.set(.alpn, false)
        try transfer.set(.ownCertificates, line.tls.ownCertificates ?? TLSTrust.systemFile)
        try transfer.set(.certificateFolder, line.tls.ownCertificates == nil ? TLSTrust.systemFolder : nil)
        var api = library.api
        let owner = Unmanaged.passUnretained(self).toOpaque()
        guard exchange_curl_set_pointer(&api, transfer.easy, 10_109, owner) == 0,
            exchange_curl_set_context(&api, transfer.easy, TLSTrust.preparing) == 0
        else { throw Fault(.curlLibrary, .stop, "The library libcurl does not let its TLS be tightened.") }
    }

    /// Why the server was refused; nil where that is not what a transfer ended of.
    func refusal(_ outcome: CurlOutcome) -> Fault? { nil }

    private func prepare(_ context: UnsafeMutableRawPointer) {
        // No SHA-1, no MD5, no RSA below 2048 bits, whatever the system's own configuration says.
        library.api.ssl_set_level(context, 2)
        // SSL_OP_NO_RENEGOTIATION
        _ = library.api.ssl_set_options(context, 1 << 30)
    }

    private static let preparing: exchange_curl_context = { _, context, owner in
        guard let context, let owner else { return 35 }
        Unmanaged<TLSTrust>.fromOpaque(owner).takeUnretainedValue().prepare(context)
        return 0
    }
}
