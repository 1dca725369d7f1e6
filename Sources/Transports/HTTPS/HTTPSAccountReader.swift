import Exchange

/// Reads a connection's settings as an account; all that is wrong is said at once. Keys and types have been checked.
struct HTTPSAccountReader {
    private let settings: Settings
    private var complaints = Complaints([])

    static func account(_ settings: Settings) throws(Complaints) -> HTTPSAccount {
        var reader = HTTPSAccountReader(settings: settings)
        let found = reader.read()
        guard reader.complaints.isEmpty else { throw reader.complaints }
        return found
    }

    private init(settings: Settings) { self.settings = settings }

    private mutating func read() -> HTTPSAccount {
        let line = CurlLine(
            scheme: "https", host: NetworkSettings.host(settings, &complaints), port: settings.integer("port") ?? 443,
            addresses: NetworkSettings.addresses(settings, &complaints),
            timeouts: NetworkSettings.timeouts(settings, &complaints),
            tls: TLSSettings.policy(settings, &complaints), proxy: NetworkSettings.proxy(settings, &complaints))
        return HTTPSAccount(
            name: settings.path.split(separator: ".").last.map(String.init) ?? settings.path, line: line, base: base(),
            login: login(), hasRanges: settings.boolean("ranges") ?? false, largest: settings.size("largest") ?? 4 << 30
        )
    }

    private mutating func complain(_ key: String, _ message: String) {
        let mark = (settings.written(key) ?? settings.node).mark
        complaints.add(mark, key: settings.dotted(key), message)
    }

    private mutating func base() -> String {
        var inner = (settings.text("path") ?? "")[...]
        if inner.hasPrefix("/") { inner = inner.dropFirst() }
        if inner.hasSuffix("/") { inner = inner.dropLast() }
        do { try PlacePath.check(String(inner)) } catch {
            complain("path", "'path' is a folder of the server, without '..' and without anything behind a '?'")
        }
        return String(inner)
    }

    private mutating func login() -> HTTPSLogin {
        let (user, password, token) = (settings.text("user"), settings.secret("password"), settings.secret("token"))
        if token != nil, user != nil || password != nil {
            complain("token", "either a 'token' or 'user' and 'password', not both")
        }
        if (user == nil) != (password == nil) { complain("user", "'user' and 'password' go together") }
        if let user, user.contains(":") { complain("user", "an account has no ':' in it (RFC 7617)") }
        if let user, let password { return .password(user: user, password) }
        return token.map { .token($0) } ?? .nobody
    }
}
