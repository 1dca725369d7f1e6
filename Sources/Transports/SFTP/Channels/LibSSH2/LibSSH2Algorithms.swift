import CSSH2
import Exchange

/// The algorithms that may be agreed on, best first. Without the library's own list: that one still offers group1, RC4,
/// 3DES and MD5. Encrypt-then-MAC is left out, because whether the strict key exchange it needs was agreed on cannot be
/// seen from here.
struct LibSSH2Algorithms: Hashable, Sendable {
    let exchanges: [String]
    let hostKeys: [String]
    let ciphers: [String]
    let macs: [String]
    /// Of those, the weak ones that somebody allowed.
    let weak: [String]

    /// Throws `sftp.legacy.expired`. `knownTypes` are the types of host keys already known, which are asked for first.
    init(_ account: SSHAccount, today: CivilDate, knownTypes: [String]) throws(Fault) {
        let legacy = try account.legacy(on: today)
        weak = legacy?.names ?? []
        let known = knownTypes.flatMap { type in
            LibSSH2Algorithms.strong.hostKeys.filter { LibSSH2Algorithms.type(of: $0) == type }
        }
        let others = LibSSH2Algorithms.strong.hostKeys.filter { !known.contains($0) }
        exchanges = LibSSH2Algorithms.strong.exchanges + weak.filter { LibSSH2Algorithms.kind(of: $0) == .exchange }
        hostKeys = known + others + weak.filter { LibSSH2Algorithms.kind(of: $0) == .hostKey }
        ciphers = LibSSH2Algorithms.strong.ciphers + weak.filter { LibSSH2Algorithms.kind(of: $0) == .cipher }
        macs = LibSSH2Algorithms.strong.macs + weak.filter { LibSSH2Algorithms.kind(of: $0) == .mac }
    }

    private enum Kind { case exchange, hostKey, cipher, mac }

    private static let strong = (
        exchanges: [
            "curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384",
            "ecdh-sha2-nistp521", "diffie-hellman-group16-sha512", "diffie-hellman-group18-sha512",
            "diffie-hellman-group14-sha256", "diffie-hellman-group-exchange-sha256",
        ],
        hostKeys: [
            "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "rsa-sha2-512",
            "rsa-sha2-256",
        ],
        ciphers: [
            "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "aes256-ctr", "aes192-ctr", "aes128-ctr",
        ],
        macs: ["hmac-sha2-256", "hmac-sha2-512"]
    )

    private static func kind(of name: String) -> Kind {
        if name.hasPrefix("hmac-") || name.hasPrefix("umac-") { return .mac }
        if name.hasPrefix("ssh-") || name.hasPrefix("ecdsa-") || name.hasPrefix("rsa-") { return .hostKey }
        let isExchange = ["diffie-hellman-", "ecdh-", "curve"].contains { name.hasPrefix($0) }
        return isExchange ? .exchange : .cipher
    }

    /// The type of key an algorithm signs with.
    private static func type(of algorithm: String) -> String {
        algorithm.hasPrefix("rsa-sha2-") ? "ssh-rsa" : algorithm
    }

    /// The lists under the numbers libssh2 has for them, in the order they are asked about.
    var lists: [(kinds: [Int], names: [String], words: String)] {
        [
            ([EXCHANGE_SSH2_KEX], exchanges, "key exchange"), ([EXCHANGE_SSH2_HOSTKEY], hostKeys, "host keys"),
            ([EXCHANGE_SSH2_CRYPT_CS, EXCHANGE_SSH2_CRYPT_SC], ciphers, "encryption"),
            ([EXCHANGE_SSH2_MAC_CS, EXCHANGE_SSH2_MAC_SC], macs, "integrity (MAC)"),
        ].map { (kinds: $0.0, names: $0.1, words: $0.2) }
    }
}
