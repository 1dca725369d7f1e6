import Exchange

/// What a campus server needs so that a library system can log in by SFTP and leave and fetch files, and do nothing else:
/// accounts, folders with their modes, and a part of sshd_config. Text only; an administrator does it.
struct LandingZone {
    /// The account the library system logs in with.
    let user: String
    /// The account this program runs under on the same machine; it gets at the files through the group of that name.
    let pickup: String
    /// The zone: root's own, because sshd insists on that for a folder it locks somebody into.
    let folder: String
    /// Where sshd looks for the public key, out of the account's own reach.
    let keys: String

    /// `connections.zone` where a name could turn into something else in a configuration or a shell.
    init(user: String, pickup: String, folder: String, keys: String) throws(Fault) {
        for name in [user, pickup] where !LandingZone.isAccount(name) {
            throw Fault(.connectionsZone, .stop, "'\(name)' cannot be an account's name here.")
        }
        for path in [folder, keys] where !LandingZone.isPath(path) {
            throw Fault(.connectionsZone, .stop, "'\(path)' cannot be a folder here: absolute, plain letters, no '..'.")
        }
        self.user = user
        self.pickup = pickup
        self.folder = folder
        self.keys = keys
    }

    var accounts: [String] {
        [
            "getent passwd \(user) >/dev/null || adduser --system --group --no-create-home --home / "
                + "--shell /usr/sbin/nologin \(user)",
            "getent passwd \(pickup) >/dev/null || adduser --system --group --home /var/lib/exchange \(pickup)",
        ]
    }

    var folders: [String] {
        [
            "install --directory --owner root --group root --mode 0755 \(folder)",
            "install --directory --owner \(user) --group \(pickup) --mode 2770 \(folder)/in",
            "install --directory --owner \(pickup) --group \(user) --mode 2770 \(folder)/out",
            "install --directory --owner root --group root --mode 0755 \(keys)",
        ]
    }

    var key: [String] {
        [
            "install --owner root --group root --mode 0644 \(user).pub \(keys)/\(user)",
            "ssh-keygen -l -f \(keys)/\(user)",
        ]
    }

    var sshd: [String] {
        [
            "Match User \(user)",
            "    ChrootDirectory \(folder)",
            "    ForceCommand internal-sftp -u 0027 -l INFO",
            "    AuthorizedKeysFile \(keys)/%u",
            "    AuthenticationMethods publickey",
            "    PasswordAuthentication no",
            "    DisableForwarding yes",
            "    PermitTTY no",
            "    PermitUserRC no",
        ]
    }

    var connection: [String] {
        [
            "\(user)-zone:",
            "  scheme: local",
            "  path: \(folder)",
            "  file_mode: \"0640\"",
        ]
    }

    private static func isAccount(_ name: String) -> Bool {
        guard let first = name.utf8.first, (97...122).contains(first), name.utf8.count <= 32 else { return false }
        return name.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
        }
    }

    private static func isPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard path.hasPrefix("/"), parts.count > 1, path.utf8.count <= 200 else { return false }
        return parts.dropFirst().allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && part.utf8.allSatisfy {
                    (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0)
                        || "-_.".utf8.contains($0)
                }
        }
    }
}
