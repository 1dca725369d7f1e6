/// What kind of SSH server a test wants.
package struct SSHVariant: Sendable {
    /// Offered in this order.
    package var hostKeys: [SSHKey.Kind] = [.ed25519, .rsa, .ecdsa]
    /// Further lines of sshd_config; the first line of a keyword counts, and these come first.
    package var lines: [String] = []
    /// The command behind `Subsystem sftp`, run by the account's shell; nil: OpenSSH's own.
    package var subsystem: String?
    /// The account is locked into the served folder and is not root. Needs root.
    package var isChrooted = false
    /// It listens on ::1 as well, on the same port.
    package var listensOnIPv6 = false
    /// The password of the account `exchange`; nil: no password opens anything. Needs root.
    package var password: String?
    /// That password must be changed before anything else can be done.
    package var isPasswordExpired = false

    package init() {}

    /// OpenSSH as Debian ships it.
    package static let modern = SSHVariant()

    /// As services that hand out RSA keys: an RSA host key, signed with SHA-2 only.
    package static let rsaOnly = with {
        $0.hostKeys = [.rsa]
        $0.lines = ["HostKeyAlgorithms rsa-sha2-256,rsa-sha2-512"]
    }

    package static let ecdsaOnly = with { $0.hostKeys = [.ecdsa] }

    /// Encrypt-then-MAC only, and no cipher that brings its own MAC.
    package static let etmOnly = with {
        $0.lines = [
            "Ciphers aes128-ctr,aes256-ctr", "MACs hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com",
        ]
    }

    /// What libssh2 1.10 can do at its best.
    package static let ctrOnly = with {
        $0.lines = ["Ciphers aes128-ctr,aes192-ctr,aes256-ctr", "MACs hmac-sha2-256,hmac-sha2-512"]
    }

    package static let gcmOnly = with { $0.lines = ["Ciphers aes128-gcm@openssh.com,aes256-gcm@openssh.com"] }

    /// A server nobody has touched for fifteen years: SHA-1 everywhere.
    package static let legacy = with {
        $0.hostKeys = [.rsa]
        $0.lines = [
            "HostKeyAlgorithms ssh-rsa", "PubkeyAcceptedAlgorithms ssh-rsa",
            "KexAlgorithms diffie-hellman-group14-sha1",
            "Ciphers aes128-ctr,aes128-cbc,3des-cbc", "MACs hmac-sha1",
        ]
    }

    /// The usual landing zone: an account of its own, SFTP only, locked into its folder.
    package static let chrooted = with { $0.isChrooted = true }

    /// The private account `exchange` with a password.
    package static func password(_ password: String, expired: Bool = false) -> SSHVariant {
        with {
            $0.password = password
            $0.isPasswordExpired = expired
        }
    }

    /// Another program answers for SFTP.
    package static func subsystem(_ command: String) -> SSHVariant { with { $0.subsystem = command } }

    /// Client certificates signed by `authority` open it, and no other key.
    package static func certificates(of authority: SSHKey) -> SSHVariant {
        with { $0.lines = ["TrustedUserCAKeys \(authority.path).pub", "AuthorizedKeysFile none"] }
    }

    /// At most so many connections that are not logged in yet, and so many sessions in one connection.
    package static func small(startups: Int, sessions: Int) -> SSHVariant {
        with { $0.lines = ["MaxStartups \(startups)", "MaxSessions \(sessions)"] }
    }

    package static func with(_ change: (inout SSHVariant) -> Void) -> SSHVariant {
        var made = SSHVariant()
        change(&made)
        return made
    }
}
