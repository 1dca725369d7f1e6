import Exchange

/// A host key that a person decided about: trusted, or revoked.
struct TrustedKey: Hashable, Sendable {
    let type: String
    let fingerprint: String
    let at: Moment
    /// Who decided, as `Wiring/Person` names them.
    let person: String
    /// Empty where none was given.
    let reason: String
    let isRevoked: Bool

    init(
        type: String, fingerprint: String, at: Moment, person: String, reason: String, isRevoked: Bool = false
    ) {
        self.type = TrustedKey.plain(type)
        self.fingerprint = TrustedKey.plain(fingerprint)
        self.at = at
        self.person = TrustedKey.plain(person)
        self.reason = TrustedKey.plain(reason)
        self.isRevoked = isRevoked
    }

    /// `ssh-ed25519 SHA256:…, trusted by Jane Doe on 2026-11-21 (as the registrar's office said)`.
    var words: String {
        let day = CivilTime(Moment(seconds: at.seconds), offset: 0, abbreviation: "UTC").date
        return "\(type) \(fingerprint), \(isRevoked ? "revoked" : "trusted") by \(person) on \(day)"
            + (reason.isEmpty ? "" : " (\(reason))")
    }

    /// Nothing that could end a column or a line.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
