import Exchange

/// The server that was accepted, as it showed itself.
struct TLSPeer: Hashable, Sendable {
    let chain: [TLSCertificate]
    /// `TLSv1.3`.
    let version: String
    /// `TLS_AES_256_GCM_SHA384`.
    let cipher: String

    /// For `connections test` and `probe`. What a server changes as a matter of course is not steady.
    func facts(_ now: Moment) -> [PlaceFact] {
        guard let own = chain.first else { return [] }
        let days = own.daysLeft(now)
        let names = own.names.isEmpty ? "none" : own.names.prefix(8).joined(separator: ", ")
        return [
            PlaceFact("TLS", "\(version), \(cipher)", isSteady: false),
            PlaceFact("certificate", own.subject, isSteady: false),
            PlaceFact("certificate names", names + (own.names.count > 8 ? ", …" : ""), isSteady: false),
            PlaceFact("certificate issuer", own.issuer),
            PlaceFact(
                "certificate chain", chain.map(\.subject).joined(separator: " < "), isSteady: false),
            PlaceFact(
                "certificate ends", "\(TLSCertificate.day(own.ends)), in \(counted(days, "day"))", isSteady: false),
            PlaceFact("certificate key", "\(own.key), \(own.pin), signed \(own.signature)", isSteady: false),
        ]
    }

    /// In each report for the last 30 days: somebody must act before the transfers stop.
    func remarks(_ now: Moment, _ address: String) -> [String] {
        chain.filter { $0.daysLeft(now) <= 30 }
            .map { certificate in
                "The certificate '\(certificate.subject)' of \(address) ends on \(TLSCertificate.day(certificate.ends)), "
                    + "in \(counted(certificate.daysLeft(now), "day")); from then on nothing is carried. Whoever runs the "
                    + "server must renew it."
            }
    }
}
