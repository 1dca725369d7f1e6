import Exchange

extension Code {
    package static let sftpHostKeyUnknown = Code(
        "sftp.hostkey.unknown", .configuration, owner: .it,
        cause:
            "Nobody has said yet which host key this server has, so it could be any server. Nothing was sent, not even "
            + "the account's name.",
        remedy:
            "Ask whoever runs the server for its fingerprint, by another way than this line. If it is the one in the "
            + "message: 'exchange connections trust NAME', or write it under 'host_keys' of the connection.")
    package static let sftpHostKeyChanged = Code(
        "sftp.hostkey.changed", .configuration, owner: .it,
        cause: "The server shows another host key than the one that was trusted. Either it was given a new one, or "
            + "somebody stands between here and there. Nothing was sent.",
        remedy:
            "Ask whoever runs the server, by telephone or in person, whether its key was changed, when, and what the "
            + "new fingerprint is. Only if they name the one in the message is it the server.")
    package static let sftpHostKeyRevoked = Code(
        "sftp.hostkey.revoked", .configuration, owner: .it,
        cause: "The server shows a host key that was revoked: somebody else may have it. Nothing was sent.",
        remedy: "Tell whoever runs the server. Until it has a new key, and you have its fingerprint from them, nothing "
            + "goes to it.")
    package static let sftpKnownHosts = Code(
        "sftp.knownhosts", .configuration, owner: .it,
        cause: "The file with the known host keys is missing, cannot be read, or could be changed by others.",
        remedy: "Correct 'known_hosts' of the connection, or the file's owner and permissions (chmod go-w).")
    package static let sftpKey = Code(
        "sftp.key", .configuration, owner: .it,
        cause: "What should be a private key is a public one, is in a format that is not read here, is damaged, or its "
            + "passphrase is missing or wrong.",
        remedy: "Put the private key there, in the format of OpenSSH, PEM or PKCS#8. 'ssh-keygen -y -f FILE' shows "
            + "whether it can be read.")
    package static let sftpSSH = Code(
        "sftp.ssh", .configuration, owner: .it,
        cause: "This connection needs the program 'ssh', which is not installed on this machine.",
        remedy: "Install it: 'apt-get install openssh-client'.")
    package static let sftpAlgorithms = Code(
        "sftp.algorithms", .configuration, owner: .it,
        cause: "The server and this program have no algorithm in common: the server is very old, or very strict.",
        remedy: "Try 'channel: openssh' in the connection. If the server is old, ask who runs it for an update; until "
            + "then, 'legacy' in the connection allows named weak algorithms up to a date.")
    package static let sftpLegacyExpired = Code(
        "sftp.legacy.expired", .configuration, owner: .it,
        cause: "The connection allows weak algorithms up to a day that has passed.",
        remedy:
            "Ask whoever runs the server for an update, and remove 'legacy'. If it cannot be helped, agree on a new "
            + "day and write it under 'legacy: until' with the reason.")

    /// Every code of SFTP.
    package static let sftp: [Code] =
        [
            sftpHostKeyUnknown, sftpHostKeyChanged, sftpHostKeyRevoked, sftpKnownHosts, sftpKey, sftpSSH,
            sftpAlgorithms,
            sftpLegacyExpired,
        ] + channels
}
