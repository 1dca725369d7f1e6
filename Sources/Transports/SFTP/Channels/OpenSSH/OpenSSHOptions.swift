import Exchange

/// What ssh is told, and all it is told: no file of the user's or the system's is read beside it. Values that come from
/// the configuration are none of its words: keys, sockets and pipes have names of ours in its own folder.
struct OpenSSHOptions {
    /// The name under which ssh knows every server: the question for its key names it, and no file holds it.
    static let alias = "exchange"

    private let hop: OpenSSHHop
    private let algorithms: OpenSSHAlgorithms
    private let account: SSHAccount

    init(_ hop: OpenSSHHop, _ algorithms: OpenSSHAlgorithms) {
        self.hop = hop
        self.algorithms = algorithms
        account = hop.account
    }

    /// For a command line: `-o name=value`.
    func arguments(to address: String, proxy: String?) -> [String] {
        settings(to: address, proxy: proxy).flatMap { ["-o", "\($0)=\($1)"] }
    }

    /// The same as the text of a file, for the ssh that leads to another.
    func file(to address: String) -> String {
        settings(to: address, proxy: nil).map { "\($0) \($1)\n" }.joined()
    }

    private func settings(to address: String, proxy: String?) -> [(String, String)] {
        connection(to: address, proxy) + hostKey + login + closed + agreed
    }

    private func connection(to address: String, _ proxy: String?) -> [(String, String)] {
        let alive = max(1, account.timeouts.idleMilliseconds / 3000)
        return [
            ("HostName", address), ("Port", "\(account.port)"), ("HostKeyAlias", OpenSSHOptions.alias),
            ("ProxyCommand", proxy ?? "none"), ("CanonicalizeHostname", "no"),
            ("ConnectTimeout", "\(max(1, (account.timeouts.connectMilliseconds + 999) / 1000))"),
            ("ServerAliveInterval", "\(alive)"), ("ServerAliveCountMax", "3"), ("TCPKeepAlive", "yes"),
            // OpenSSH marks what is not a terminal as the least urgent of all traffic.
            ("IPQoS", "none"), ("Compression", "no"),
        ]
    }

    private var hostKey: [(String, String)] {
        [
            ("StrictHostKeyChecking", "yes"), ("UserKnownHostsFile", "none"), ("GlobalKnownHostsFile", "none"),
            ("KnownHostsCommand", "/bin/sh ./\(hop.prefix)ask hostkey %t %K"), ("UpdateHostKeys", "no"),
            ("CheckHostIP", "no"), ("VerifyHostKeyDNS", "no"),
        ]
    }

    private var login: [(String, String)] {
        let keys = hop.keys
        var lines = [
            ("BatchMode", hop.asks ? "no" : "yes"), ("NumberOfPasswordPrompts", "\(max(1, hop.passwordCount))"),
            ("PreferredAuthentications", hop.methods.joined(separator: ",")),
            ("PubkeyAuthentication", hop.methods.contains("publickey") ? "yes" : "no"),
            ("PasswordAuthentication", hop.methods.contains("password") ? "yes" : "no"),
            ("KbdInteractiveAuthentication", hop.methods.contains("password") ? "yes" : "no"),
            ("HostbasedAuthentication", "no"), ("GSSAPIAuthentication", "no"),
            // With an agent, whatever it holds; else the keys below and nothing of the user's.
            ("IdentitiesOnly", keys.agent == nil ? "yes" : "no"), ("IdentityAgent", keys.agent ?? "none"),
            ("PKCS11Provider", "none"), ("AddKeysToAgent", "no"),
        ]
        lines += keys.files.isEmpty ? [("IdentityFile", "none")] : keys.files.map { ("IdentityFile", $0) }
        lines += keys.certificates.map { ("CertificateFile", $0) }
        return lines
    }

    /// Nothing but one conversation: no forwarding, no command here, no sharing, nothing of ours sent there.
    private var closed: [(String, String)] {
        [
            ("ForwardAgent", "no"), ("ForwardX11", "no"), ("Tunnel", "no"), ("PermitLocalCommand", "no"),
            ("RequestTTY", "no"), ("EscapeChar", "none"), ("ControlMaster", "no"), ("ControlPath", "none"),
            ("SendEnv", "-*"), ("LogLevel", "DEBUG1"),
            // The one line of the second level that is needed for each: a wrong passphrase, and an accepted subsystem.
            ("LogVerbose", "*:client_status_confirm*:*,*:load_identity_file*:*"),
        ]
    }

    private var agreed: [(String, String)] {
        [
            ("KexAlgorithms", algorithms.keyExchanges), ("Ciphers", algorithms.ciphers), ("MACs", algorithms.macs),
            ("HostKeyAlgorithms", algorithms.hostKeys), ("PubkeyAcceptedAlgorithms", algorithms.clientKeys),
        ].map { ($0, $1.joined(separator: ",")) }
    }
}
