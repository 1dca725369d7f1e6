import Exchange
import Machine

/// One account on one FTP server. One immutable value, passed everywhere.
struct FTPAccount: Sendable {
    enum Protection: Hashable, Sendable {
        case plain(PlainFTP)
        /// TLS begins with AUTH, before the account's name is said.
        case explicit
        /// TLS from the first byte.
        case implicit
    }

    /// The connection's name, for messages.
    let name: String
    let line: CurlLine
    let user: String
    let password: SecretSource
    let protection: Protection
    /// The folder below which the connection stays: absolute, or from the login's own. Empty for that one.
    let base: String
    /// Connections used at once.
    let width: Int
    let temporariesAreOurs: Bool

    var address: String { line.address }

    /// `ftp.plain.expired` once the last day of plain FTP has passed: asked before anything is dialled.
    func demandPermission(on today: CivilDate) throws(Fault) {
        guard case .plain(let plain) = protection, today > plain.until else { return }
        throw Fault(
            .ftpPlainExpired, .stop,
            "The connection '\(name)' may speak plain FTP until \(plain.until), and that day has passed. \(line.host) was "
                + "not contacted.", context: ["connection": name, "until": plain.until.description])
    }

    /// What each report says of it.
    var remarks: [String] {
        var found: [String] = []
        if case .plain(let plain) = protection {
            found.append(
                "Connection '\(name)' speaks plain FTP: everybody on the way can read the password and the files. Allowed "
                    + "until \(plain.until): \(plain.reason).")
        }
        if let words = passwordDoubt { found.append("Connection '\(name)': \(words).") }
        return found
    }

    /// A password that others might find.
    var passwordDoubt: String? {
        guard case .environment(let name) = password else { return nil }
        return
            "the password is taken from the environment variable \(name), which every program started from here sees; "
            + "'file:' or 'credential:' keeps it to this one"
    }

    /// What `CredentialRest` remembers a refusal by; nothing of the secret itself.
    var restMark: String { "\(user) \(password)" }
}
