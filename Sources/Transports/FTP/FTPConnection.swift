import Exchange
import Machine

/// What both kinds of FTP have in common.
struct FTPConnection {
    private let settings: Settings
    let account: FTPAccount

    init(_ settings: Settings, _ account: FTPAccount) {
        self.settings = settings
        self.account = account
    }

    func address(_ scheme: String) -> String {
        let host = CurlLine.bracketed(account.line.host)
        let server = "\(scheme) \(account.user)@\(host):\(account.line.port)"
        return account.base.isEmpty ? server : "\(server), folder \(account.base)"
    }

    func connect(_ visit: Visit) throws(Fault) -> any Session {
        let today = CivilTime(visit.now(), offset: 0, abbreviation: "Z").date
        try account.demandPermission(on: today)
        let rest = CredentialRest(
            name: account.name, address: account.address, user: account.user, words: account.restMark, visit)
        try rest.demand()
        return try RetryingSession(account.address, visit) { () throws(Fault) in
            do throws(Fault) {
                let session = try FTPSession(account, visit)
                try rest.accepted()
                return session
            } catch {
                if error.code == .placeLogin { try rest.refused() }
                throw error
            }
        }
    }

    func doubts() -> [Complaint] {
        var found: [(key: String, words: String)] = []
        if case .plain(let plain) = account.protection { found.append(("plain_ftp", FTPConnection.words(plain))) }
        if let words = account.passwordDoubt { found.append(("password", words)) }
        return found.map { key, words in
            Complaint(
                (settings.written(key) ?? settings.node).mark, key: settings.dotted(key), words, severity: .warning)
        }
    }

    /// As connecting counts it, the day is UTC's.
    private static func words(_ plain: PlainFTP) -> String {
        let today = CivilTime(WallClock.now(), offset: 0, abbreviation: "Z").date
        if today > plain.until {
            return
                "plain FTP was allowed until \(plain.until), and that day has passed: nothing is connected to any more; "
                + "change to 'ftps' or 'sftp', or name another day and reason"
        }
        return "everybody on the way can read the password and the files; allowed until \(plain.until): \(plain.reason)"
    }
}
