import CCrypto
import Exchange

/// Judges one server's certificate: OpenSSL's own verification, and what it leaves out.
struct TLSJudge {
    let host: String
    let pins: [TLSPin]

    struct Verdict {
        let refusal: TLSRefusal?
        /// From the server's own to the one that is trusted, or as the server showed them.
        let chain: [TLSCertificate]
    }

    /// X509_V_ERR_…, by what is the matter.
    private static let expired: Set<Int32> = [10]
    private static let notYetValid: Set<Int32> = [9]
    private static let unknownIssuer: Set<Int32> = [2, 18, 19, 20, 21]
    private static let weakKey: Set<Int32> = [66, 67]
    private static let weakSignature: Set<Int32> = [68]
    private static let wrongHost: Set<Int32> = [62, 64]

    /// `context` is a X509_STORE_CTX that has not been verified yet.
    func judge(_ context: OpaquePointer, now: Moment) -> Verdict {
        let isFine = X509_verify_cert(context) == 1
        let chain = TLSJudge.chain(context)
        let code = X509_STORE_CTX_get_error(context)
        guard let own = chain.first else { return Verdict(refusal: .other(nil, "it showed no certificate"), chain: []) }
        if !isFine, !(TLSJudge.unknownIssuer.contains(code) && pins.contains(own.pin)) {
            let depth = Int(X509_STORE_CTX_get_error_depth(context))
            let guilty = chain.indices.contains(depth) ? chain[depth] : own
            return Verdict(refusal: TLSJudge.refusal(code, guilty, chain), chain: chain)
        }
        return Verdict(refusal: flaw(own, context, now: now), chain: chain)
    }

    /// What OpenSSL does not look at, or not where a pin, or the server's own certificate in `ca`, vouches for it.
    private func flaw(_ own: TLSCertificate, _ context: OpaquePointer, now: Moment) -> TLSRefusal? {
        if !own.isWellSigned { return .weakSignature(own) }
        if !own.hasStrongKey { return .weakKey(own) }
        if now < own.begins { return .notYetValid(own) }
        if own.ends < now { return .expired(own) }
        if !pins.isEmpty, !pins.contains(own.pin) { return .otherKey(own) }
        guard let raw = X509_STORE_CTX_get0_cert(context) else { return .other(own, "it showed no certificate") }
        let isAddress = HostAddress(host) != nil
        return exchange_x509_is_for(raw, host, isAddress ? 1 : 0) == 1 ? nil : .wrongHost(own)
    }

    private static func refusal(_ code: Int32, _ guilty: TLSCertificate, _ chain: [TLSCertificate]) -> TLSRefusal {
        if expired.contains(code) { return .expired(guilty) }
        if notYetValid.contains(code) { return .notYetValid(guilty) }
        if unknownIssuer.contains(code) { return .unknownIssuer(chain.last ?? guilty) }
        if weakKey.contains(code) { return .weakKey(guilty) }
        if weakSignature.contains(code) { return .weakSignature(guilty) }
        if wrongHost.contains(code) { return .wrongHost(guilty) }
        return .other(guilty, String(cString: X509_verify_cert_error_string(Int(code))))
    }

    private static func chain(_ context: OpaquePointer) -> [TLSCertificate] {
        let isBuilt: Int32 = exchange_x509_count(context, 1) > 0 ? 1 : 0
        // A server may show as many as it likes; nobody needs more than a few to be judged.
        return (0..<min(10, exchange_x509_count(context, isBuilt))).compactMap { index in
            exchange_x509_at(context, isBuilt, index).map { TLSCertificate($0) }
        }
    }
}
