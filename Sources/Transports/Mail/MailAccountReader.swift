import Exchange

/// Reads a channel's settings as an account; all that is wrong is said at once. Keys and types have been checked.
struct MailAccountReader {
    private let settings: Settings
    private var complaints = Complaints([])

    static func account(_ settings: Settings) throws(Complaints) -> MailAccount {
        var reader = MailAccountReader(settings: settings)
        let found = reader.read()
        guard let found, reader.complaints.isEmpty else { throw reader.complaints }
        return found
    }

    private init(settings: Settings) { self.settings = settings }

    private mutating func read() -> MailAccount? {
        let encryption = settings.text("tls").flatMap(MailAccount.Encryption.init(rawValue:)) ?? .required
        let isImplicit = encryption == .implicit
        let line = CurlLine(
            scheme: isImplicit ? "smtps" : "smtp", host: NetworkSettings.host(settings, &complaints),
            port: settings.integer("port") ?? (isImplicit ? 465 : 25),
            // Most relays of a campus have private addresses, and mail leads nowhere else.
            addresses: NetworkSettings.addresses(settings, &complaints) ?? .anywhere,
            timeouts: NetworkSettings.timeouts(settings, &complaints), tls: TLSSettings.policy(settings, &complaints))
        let login = login(encryption)
        let helo = helo()
        let name = name()
        let (to, copies, owners) = (list("to"), list("cc"), owners())
        if to.isEmpty, complaints.isEmpty { complain("to", "nobody would get it") }
        guard let from = address("from") else { return nil }
        return MailAccount(
            line: line, encryption: encryption, login: login, helo: helo, from: from, fromName: name,
            envelope: envelope(from), to: to, copies: copies, owners: owners)
    }

    private mutating func complain(_ key: String, _ message: String) {
        let mark = (settings.written(key) ?? settings.node).mark
        complaints.add(mark, key: settings.dotted(key), message)
    }

    private mutating func login(_ encryption: MailAccount.Encryption) -> MailAccount.Login? {
        let (user, password) = (settings.text("user"), settings.secret("password"))
        if (user == nil) != (password == nil) { complain("user", "'user' and 'password' go together") }
        guard let user, let password else { return nil }
        if encryption == .opportunistic {
            complain(
                "tls",
                "with 'tls: opportunistic' the password could be read on the way; an account needs 'required' or "
                    + "'implicit'")
        }
        if !MailAccountReader.isClean(user) { complain("user", "there is a control character in it") }
        return MailAccount.Login(user: user, password: password)
    }

    private mutating func helo() -> String? {
        guard let text = settings.text("helo") else { return nil }
        if !NetworkNames.isHost(text) || text.contains(":") { complain("helo", "this is no host's name") }
        return text
    }

    private mutating func name() -> String {
        let text = settings.text("from_name") ?? ""
        if !MailAccountReader.isClean(text) { complain("from_name", "there is a control character in it") }
        return text
    }

    private mutating func envelope(_ from: MailAddress) -> MailAddress? {
        guard let text = settings.text("envelope_from") else { return from }
        return text == "none" ? nil : address("envelope_from")
    }

    private mutating func address(_ key: String) -> MailAddress? {
        settings.written(key).flatMap { read($0, settings.dotted(key)) }
    }

    private mutating func list(_ key: String) -> [MailAddress] {
        settings.written(key).map { list($0, settings.dotted(key)) } ?? []
    }

    private mutating func list(_ node: Node, _ key: String) -> [MailAddress] {
        var found: [MailAddress] = []
        for item in node.items ?? [node] { if let one = read(item, key) { found.append(one) } }
        return found
    }

    private mutating func owners() -> [Owner: [MailAddress]] {
        var found: [Owner: [MailAddress]] = [:]
        let names = Owner.allCases.map(\.rawValue)
        for pair in settings.written("owners")?.pairs ?? [] {
            let key = "\(settings.dotted("owners")).\(pair.key)"
            guard let owner = Owner(rawValue: pair.key) else {
                complaints.add(
                    pair.keyMark, key: key, "nobody called '\(PlacePath.readable(pair.key))' ever has to act",
                    nearest: nearest(pair.key, among: names), allowed: names)
                continue
            }
            found[owner] = list(pair.value, key)
        }
        return found
    }

    private mutating func read(_ node: Node, _ key: String) -> MailAddress? {
        guard let text = node.text else { return nil }
        if let address = MailAddress(text) { return address }
        complaints.add(
            node.mark, key: key,
            "'\(PlacePath.readable(text))' is no mail address such as name@example.edu, without a name, '<' or '>' around it"
        )
        return nil
    }

    private static func isClean(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
