import Exchange

/// What we agree to: SHA-2, elliptic curves or large groups, encryption that authenticates. With OpenSSH's strict key
/// exchange on our side, chacha20 and encrypt-then-MAC are safe as well. All names are known to OpenSSH 8.5 and later.
///
/// Weak ones are added at the end of a list, by name, up to a date; nothing is ever added by a pattern.
struct OpenSSHAlgorithms {
    private(set) var keyExchanges = [
        "sntrup761x25519-sha512@openssh.com", "curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256",
        "ecdh-sha2-nistp384", "ecdh-sha2-nistp521", "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512",
        "diffie-hellman-group14-sha256", "diffie-hellman-group-exchange-sha256",
    ]
    /// AES-GCM with 128 bits first: the machine's own instructions make it the fastest.
    private(set) var ciphers = [
        "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes256-ctr", "aes192-ctr",
        "aes128-ctr",
    ]
    private(set) var macs = [
        "hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512",
    ]
    private(set) var hostKeys = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512",
        "rsa-sha2-256", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]
    private(set) var clientKeys: [String]

    /// `knownTypes` are the types of the host keys that are known: asked for first, so that a server's second key is not
    /// taken for a changed one. `today` decides whether the weak ones may still be used: `sftp.legacy.expired`. A name
    /// nobody knows is `sftp.algorithms`.
    init(_ account: SSHAccount, knownTypes: [String], today: CivilDate) throws(Fault) {
        clientKeys = []
        let plain = hostKeys
        clientKeys = plain.map(OpenSSHAlgorithms.certified) + plain
        if let legacy = try account.legacy(on: today) { try add(legacy, account) }
        let known = hostKeys.filter { knownTypes.contains(OpenSSHAlgorithms.keyType($0)) }
        hostKeys = known + hostKeys.filter { !known.contains($0) }
    }

    private mutating func add(_ legacy: LegacyAlgorithms, _ account: SSHAccount) throws(Fault) {
        for name in legacy.names {
            switch name {
            case "ssh-rsa", "ssh-dss":
                hostKeys.append(name)
                clientKeys.append(name)
            case _ where name.hasPrefix("diffie-hellman-"): keyExchanges.append(name)
            case _ where name.hasSuffix("-cbc"): ciphers.append(name)
            case _ where name.hasPrefix("hmac-") || name.hasPrefix("umac-"): macs.append(name)
            default:
                throw Fault(
                    .sftpAlgorithms, .stop,
                    "'\(name)', under 'legacy' of the connection \(account.name), is no algorithm the openssh channel knows.",
                    remedy: "Remove it, or write one of: ssh-rsa, ssh-dss, diffie-hellman-group14-sha1, aes128-cbc, "
                        + "3des-cbc, hmac-sha1.",
                    context: ["connection": account.name])
            }
        }
    }

    /// The type of key that an algorithm signs with: RSA keys have one type and three algorithms.
    private static func keyType(_ algorithm: String) -> String {
        algorithm.hasPrefix("rsa-sha2-") ? "ssh-rsa" : algorithm
    }

    private static func certified(_ algorithm: String) -> String {
        let bare = algorithm.hasSuffix("@openssh.com") ? algorithm.dropLast("@openssh.com".count) : algorithm[...]
        return "\(bare)-cert-v01@openssh.com"
    }
}
