import Exchange

/// The keys of a connection with `scheme: sftp`, as data.
enum SFTPSettings {
    static let all: [Setting] =
        [
            Setting("host", .text, required: true, "the server's name or address", example: "sftp.example.edu"),
            Setting("port", .integer(1...65_535), default: "22", "the server's port", example: "10022"),
            Setting("user", .text, required: true, "the account on the server", example: "library"),
            Setting(
                "path", .text, "the folder below which the connection stays; the login's own folder where left out",
                example: "/out/production"),
        ] + credentials + trust + ways + files

    private static let credentials: [Setting] = [
        Setting(
            "key", .secret, "where the private key is kept (OpenSSH, PEM, PKCS#8)",
            example: "file:/etc/exchange/keys/campus"),
        Setting(
            "passphrase", .secret, "where the key's passphrase is kept", example: "credential:campus-passphrase"),
        Setting(
            "certificate", .text, "the file with the key's SSH certificate; relative paths start at the root",
            example: "/etc/exchange/keys/campus-cert.pub"),
        Setting(
            "agent", .text, "yes for the keys of the agent in SSH_AUTH_SOCK, or the path of an agent's socket",
            example: "yes"),
        Setting("password", .secret, "where the password is kept", example: "file:/etc/exchange/keys/campus-password"),
    ]

    private static let trust: [Setting] = [
        Setting(
            "host_keys", .list(.text),
            "fingerprints of the server's keys; where neither these nor 'known_hosts' are given, those that "
                + "'exchange connections trust' recorded",
            example: "[\"SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\"]"),
        Setting(
            "known_hosts", .text, "a file of host keys in the format of OpenSSH; relative paths start at the root",
            example: "/etc/ssh/ssh_known_hosts"),
        Setting(
            "addresses", .list(.text), "where the server's name may lead; anywhere where left out",
            example: "[203.0.113.0/24, \"2001:db8::/32\"]"),
    ]

    private static let ways: [Setting] = [
        Setting(
            "channel", .choice(ChannelWish.allCases.map(\.rawValue)), default: ChannelWish.auto.rawValue,
            "by which means it speaks SSH; auto takes the one that will do", example: "openssh"),
        Setting("jump", .text, "a host to go through: user@host:port", example: "exchange@gate.example.edu:22"),
        Setting(
            "legacy", .block(legacy), "weak algorithms that an old server still needs, up to a day",
            example: "{algorithms: [ssh-rsa], until: 2027-06-30, reason: asked for an update}"),
        NetworkSettings.timeouts,
        Setting(
            "preset", .choice(SFTPPreset.all.map(\.name)), "a service whose rules are checked", example: "ex-libris-mft"
        ),
    ]

    static let legacy: [Setting] = [
        Setting(
            "algorithms", .list(.choice(LegacyAlgorithms.known)), required: true, "their names, as SSH has them",
            example: "[ssh-rsa]"),
        Setting("until", .text, required: true, "the last day, YYYY-MM-DD", example: "2027-06-30"),
        Setting("reason", .text, required: true, "why, for the reports", example: "server is replaced in June"),
    ]

    private static let files: [Setting] = [
        Setting(
            "temp_safe", .boolean, default: "no",
            "yes where nobody but this program removes its temporary files (names begin with .x-)", example: "yes"),
        Setting(
            "file_mode", .choice(["0600", "0640", "0644", "0660", "0664"]),
            "permissions of the files it puts there; what the server gives them where left out", example: "0660"),
    ]
}

extension LegacyAlgorithms {
    /// All that may be allowed; what is broken outright (MD5, RC4, DES, 1024-bit groups) may not.
    static let known = [
        "ssh-rsa", "ssh-dss", "diffie-hellman-group14-sha1", "diffie-hellman-group-exchange-sha1", "aes128-cbc",
        "aes192-cbc", "aes256-cbc", "3des-cbc", "hmac-sha1",
    ]
}
