import CCrypto
import CCurl
import Exchange
import Machine

/// Decides for one conversation whether the server is the right one, and knows afterwards why not. Lives longer than the
/// connections it judges.
final class TLSTrust {
    private let library: CurlLibrary
    private let line: CurlLine
    private let judge: TLSJudge
    private let now: () -> Moment
    private var refused: TLSRefusal?
    /// The server as it was first accepted.
    private(set) var peer: TLSPeer?

    /// The store of the system, written out: libcurl's own idea depends on how it was built.
    private static let systemFile = "/etc/ssl/certs/ca-certificates.crt"
    /// Forward secrecy and authenticated encryption only. TLS 1.3 has nothing else.
    private static let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:DHE+CHACHA20:!aNULL"

    /// `now` is the machine's clock but in tests: certificates are about the real time.
    init(_ library: CurlLibrary, _ line: CurlLine, now: @escaping () -> Moment = WallClock.now) {
        self.library = library
        self.line = line
        self.now = now
        judge = TLSJudge(host: line.host, pins: line.tls.pins)
    }

    func set(_ transfer: CurlTransfer) throws(Fault) {
        // CURL_SSLVERSION_TLSv1_2, and CURL_SSLVERSION_MAX_TLSv1_2 above it.
        try transfer.set(.tlsVersion, line.tls.isCapped ? 6 | 6 << 16 : 6)
        try transfer.set(.ciphers, TLSTrust.ciphers)
        try transfer.set(.verifyPeer, true)
        try transfer.set(.verifyHost, 2)
        try transfer.set(.sessionCache, true)
        try transfer.set(.alpn, false)
        try transfer.set(.ownCertificates, line.tls.ownCertificates ?? TLSTrust.systemFile)
        try transfer.set(.certificateFolder, nil as String?)
        var api = library.api
        let owner = Unmanaged.passUnretained(self).toOpaque()
        guard exchange_curl_set_pointer(&api, transfer.easy, 10_109, owner) == 0,
            exchange_curl_set_context(&api, transfer.easy, TLSTrust.preparing) == 0
        else { throw Fault(.curlLibrary, .stop, "The library libcurl does not let its TLS be tightened.") }
    }

    /// Why the server was refused; nil where that is not what a transfer ended of.
    func refusal(_ outcome: CurlOutcome) -> Fault? {
        let faults = TLSFaults(line: line)
        guard let refused else { return faults.fault(outcome) }
        return faults.fault(refused)
    }

    private func prepare(_ context: UnsafeMutableRawPointer) {
        // No SHA-1, no MD5, no RSA below 2048 bits, whatever the system's own configuration says.
        library.api.ssl_set_level(context, 2)
        // SSL_OP_NO_RENEGOTIATION: the server that was judged stays the one we talk to.
        _ = library.api.ssl_set_options(context, 1 << 30)
        library.api.ssl_set_judge(context, TLSTrust.judging, Unmanaged.passUnretained(self).toOpaque())
    }

    private func look(_ context: OpaquePointer) -> Bool {
        let verdict = judge.judge(context, now: now())
        if let refusal = verdict.refusal {
            refused = refusal
            // X509_V_ERR_APPLICATION_VERIFICATION, where OpenSSL itself had nothing to say.
            if X509_STORE_CTX_get_error(context) == 0 { X509_STORE_CTX_set_error(context, 50) }
            return false
        }
        refused = nil
        // A pin may vouch for a server for which nobody else does.
        X509_STORE_CTX_set_error(context, 0)
        if peer == nil { meet(verdict.chain, context) }
        return true
    }

    private func meet(_ chain: [TLSCertificate], _ context: OpaquePointer) {
        guard let ssl = X509_STORE_CTX_get_ex_data(context, library.api.ssl_index()) else { return }
        let version = library.api.ssl_version(ssl).map { String(cString: $0) } ?? ""
        let cipher = library.api.ssl_cipher(ssl).flatMap { library.api.ssl_cipher_name($0) }.map { String(cString: $0) }
        peer = TLSPeer(chain: chain, version: version, cipher: cipher ?? "")
    }

    private static let preparing: exchange_curl_context = { _, context, owner in
        // CURLE_SSL_CONNECT_ERROR
        guard let context, let owner else { return 35 }
        Unmanaged<TLSTrust>.fromOpaque(owner).takeUnretainedValue().prepare(context)
        return 0
    }

    private static let judging: exchange_tls_judge = { context, owner in
        guard let context, let owner else { return 0 }
        return Unmanaged<TLSTrust>.fromOpaque(owner).takeUnretainedValue().look(OpaquePointer(context)) ? 1 : 0
    }
}
