import Exchange

/// Reads a connection's settings as an account; all that is wrong is said at once. Keys and types have been checked.
struct FTPAccountReader {
    private let settings: Settings
    private let isPlain: Bool
    private var complaints = Complaints([])

    static func account(_ settings: Settings, isPlain: Bool) throws(Complaints) -> FTPAccount {
        var reader = FTPAccountReader(settings: settings, isPlain: isPlain)
        let found = reader.read()
        guard reader.complaints.isEmpty else { throw reader.complaints }
        return found
    }

    private init(settings: Settings, isPlain: Bool) {
        self.settings = settings
        self.isPlain = isPlain
    }

    private mutating func complain(_ key: String, _ message: String) {
        let mark = (settings.written(key) ?? settings.node).mark
        complaints.add(mark, key: settings.dotted(key), message)
    }

    private mutating func read() -> FTPAccount {
        let protection = protection()
        peer()
        // libcurl's `ftps` is TLS from the first byte; with AUTH it is `ftp` that must not go on without.
        let scheme = protection == .implicit ? "ftps" : "ftp"
        let port = settings.integer("port") ?? (protection == .implicit ? 990 : 21)
        let line = CurlLine(
            scheme: scheme, host: NetworkSettings.host(settings, &complaints), port: port,
            addresses: NetworkSettings.addresses(settings, &complaints),
            timeouts: NetworkSettings.timeouts(settings, &complaints),
            tls: isPlain ? TLSPolicy() : TLSSettings.policy(settings, &complaints), spoken: isPlain ? "ftp" : "ftps")
        return FTPAccount(
            name: settings.path.split(separator: ".").last.map(String.init) ?? settings.path, line: line, user: user(),
            password: settings.secret("password") ?? .credential("none"), protection: protection,
            base: NetworkSettings.folder(settings, &complaints),
            width: settings.integer("connections") ?? 4, temporariesAreOurs: settings.boolean("temp_safe") ?? false)
    }

    private mutating func protection() -> FTPAccount.Protection {
        if !isPlain { return settings.text("tls") == "implicit" ? .implicit : .explicit }
        let never = PlainFTP(reason: "", until: CivilDate(daysSince1970: 0))
        guard let block = settings.block("plain_ftp") else {
            complain(
                "plain_ftp",
                "plain FTP sends the password and the files so that everybody on the way can read them. Use 'scheme: ftps' "
                    + "or 'sftp'; if it cannot be helped, write 'plain_ftp: {reason: …, until: YYYY-MM-DD}'")
            return .plain(never)
        }
        let reason = block.text("reason") ?? ""
        if reason.isEmpty {
            complaints.add(
                block.mark, key: block.dotted("reason"), "'reason' says why, in a few words, for the reports")
        }
        guard let until = block.text("until").flatMap(NetworkNames.day) else {
            let mark = (block.written("until") ?? block.node).mark
            complaints.add(
                mark, key: block.dotted("until"), "the last day is written YYYY-MM-DD, for example 2027-06-30")
            return .plain(never)
        }
        return .plain(PlainFTP(reason: reason, until: until))
    }

    /// Alma's own managed file transfer speaks SFTP and FTP only.
    private mutating func peer() {
        guard settings.text("peer") == "alma", !isPlain else { return }
        complain("peer", "Alma speaks SFTP and FTP only, not FTPS. Use 'scheme: sftp'")
    }

    private mutating func user() -> String {
        let user = settings.text("user") ?? ""
        if user.isEmpty || user.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            complain("user", "'\(PlacePath.readable(user))' cannot be an account")
        }
        return user
    }
}
