import Exchange

/// Through which server mail goes, from whom and to whom. One immutable value.
struct MailAccount: Sendable {
    enum Encryption: String, Sendable, CaseIterable {
        /// STARTTLS, or nothing is sent.
        case required
        /// STARTTLS where the server offers it.
        case opportunistic
        /// TLS from the first byte.
        case implicit
    }

    struct Login: Sendable {
        let user: String
        let password: SecretSource
    }

    let line: CurlLine
    let encryption: Encryption
    /// Never with `opportunistic`: a password is not sent over a line that somebody else can read.
    let login: Login?
    /// What we call ourselves (EHLO); nil: the machine's name.
    let helo: String?
    let from: MailAddress
    /// Empty for none.
    let fromName: String
    /// Where reports of failed delivery go; nil: nowhere (`<>`).
    let envelope: MailAddress?
    let to: [MailAddress]
    let copies: [MailAddress]
    /// Further addressees, where these must act.
    let owners: [Owner: [MailAddress]]

    /// `To:` of a notice on which these must act; each address once.
    func addressees(_ owners: [Owner]) -> [MailAddress] {
        var seen = Set(copies)
        return (to + owners.flatMap { self.owners[$0] ?? [] }).filter { seen.insert($0).inserted }
    }
}
