import Exchange

/// Reads a connection's settings as an account; all that is wrong is said at once. Keys and types have been checked.
struct AccountReader {
    private let settings: Settings
    private let preset: SFTPPreset?
    private var complaints = Complaints([])

    static func account(_ settings: Settings, _ preset: SFTPPreset?) throws(Complaints) -> (SSHAccount, SFTPPlace) {
        var reader = AccountReader(settings: settings, preset: preset)
        let found = reader.read()
        guard reader.complaints.isEmpty else { throw reader.complaints }
        return found
    }

    private init(settings: Settings, preset: SFTPPreset?) {
        self.settings = settings
        self.preset = preset
    }

    private mutating func read() -> (SSHAccount, SFTPPlace) {
        let channel = settings.text("channel").flatMap(ChannelWish.init(rawValue:)) ?? .auto
        let account = SSHAccount(
            name: settings.path.split(separator: ".").last.map(String.init) ?? settings.path,
            host: NetworkSettings.host(settings, &complaints),
            port: settings.written("port") == nil ? preset?.port ?? 22 : settings.integer("port") ?? 22, user: user(),
            credentials: credentials(channel), hostKeys: hostKeys(), channel: channel, jump: jump(channel),
            addresses: addresses(), legacy: legacy(), timeouts: timeouts())
        let place = SFTPPlace(
            base: NetworkSettings.folder(settings, &complaints),
            temporariesAreOurs: settings.boolean("temp_safe") ?? false,
            fileMode: settings.text("file_mode").flatMap { UInt32($0, radix: 8) })
        return (account, place)
    }

    private mutating func complain(_ key: String, _ message: String, nearest: String? = nil) {
        let mark = (settings.written(key) ?? settings.node).mark
        complaints.add(mark, key: settings.dotted(key), message, nearest: nearest)
    }

    private mutating func user() -> String {
        let user = settings.text("user") ?? ""
        if !SSHNames.isUser(user) {
            complain("user", "'\(PlacePath.readable(user))' cannot be an account: no blanks, and no '-' in front")
        }
        return user
    }

    private mutating func credentials(_ channel: ChannelWish) -> [SSHCredential] {
        var found: [SSHCredential] = []
        let certificate = settings.machinePath("certificate")
        if let key = settings.secret("key") {
            found.append(.key(key, passphrase: settings.secret("passphrase"), certificate: certificate))
            if case .file(let path) = key, path.hasSuffix(".pub") {
                complain(
                    "key", "a name that ends in '.pub' is a public key's, which belongs on the server",
                    nearest: settings.text("key").map { String($0.dropLast(4)) })
            }
        } else {
            for key in ["passphrase", "certificate"] where settings.written(key) != nil {
                complain(key, "'\(key)' means nothing without 'key'")
            }
        }
        if certificate != nil, channel == .libssh2 {
            complain("certificate", "certificates need 'channel: openssh', or auto")
        }
        if let agent = agent() { found.append(agent) }
        if let password = settings.secret("password") { found.append(.password(password)) }
        if found.isEmpty, settings.written("agent") == nil {
            complain("key", "there is nothing to log in with: give it a 'key', a 'password' or 'agent: yes'")
        }
        return found
    }

    private mutating func agent() -> SSHCredential? {
        guard let text = settings.text("agent"), Settings.boolean(text) != false else { return nil }
        if Settings.boolean(text) == true { return .agent(socket: nil) }
        if !text.hasPrefix("/") { complain("agent", "'agent' is yes, or the path of a socket") }
        return .agent(socket: text)
    }

    private mutating func hostKeys() -> HostKeyRule {
        if let node = settings.written("host_keys") {
            if settings.written("known_hosts") != nil {
                complain(
                    "known_hosts", "either 'host_keys' or 'known_hosts', or nobody could say which of them is right")
            }
            return .pins(pins(node))
        }
        return settings.machinePath("known_hosts").map { .knownHosts(path: $0) } ?? .trusted
    }

    private mutating func pins(_ node: Node) -> [String] {
        let items = node.items ?? []
        if items.isEmpty { complain("host_keys", "without any fingerprint no server would be right") }
        return items.compactMap { item in
            let text = item.text ?? ""
            if let pin = Fingerprint.pin(text) { return pin }
            complaints.add(
                item.mark, key: settings.dotted("host_keys"),
                "'\(PlacePath.readable(text))' \(Fingerprint.problem(text))")
            return nil
        }
    }

    private mutating func jump(_ channel: ChannelWish) -> String? {
        guard let jump = settings.text("jump") else { return nil }
        if !SSHNames.isJump(jump) { complain("jump", "a host to go through is written user@host:port") }
        if channel == .libssh2 { complain("jump", "a jump host needs 'channel: openssh', or auto") }
        return jump
    }

    private mutating func addresses() -> AddressRule? { NetworkSettings.addresses(settings, &complaints) }

    private mutating func legacy() -> LegacyAlgorithms? {
        guard let block = settings.block("legacy") else { return nil }
        let names = (block.written("algorithms")?.items ?? []).compactMap(\.text)
        let reason = block.text("reason") ?? ""
        guard let until = block.text("until").flatMap(NetworkNames.day) else {
            let mark = (block.written("until") ?? block.node).mark
            complaints.add(
                mark, key: block.dotted("until"), "the last day is written YYYY-MM-DD, for example 2027-06-30")
            return nil
        }
        return LegacyAlgorithms(names: names, until: until, reason: reason)
    }

    private mutating func timeouts() -> PlaceTimeouts { NetworkSettings.timeouts(settings, &complaints) }
}
