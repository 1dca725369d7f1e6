import Exchange

extension Code {
    package static let sftpLibrary = Code(
        "sftp.library", .machine, owner: .it,
        cause: "This connection needs the library libssh2, which is not installed on this machine.",
        remedy: "Install it ('apt-get install libssh2-1'), or write 'channel: openssh' in the connection.")
    package static let sftpSubsystem = Code(
        "sftp.subsystem", .place, owner: .it,
        cause: "The server let the account in, but does not offer it SFTP, or not one more session.",
        remedy: "Ask who runs the server to allow SFTP for this account, and how many sessions it may have at a time.")
    package static let sftpPasswordExpired = Code(
        "sftp.password.expired", .configuration, owner: .it,
        cause: "The server wants a new password for the account before it lets anybody in. Passwords are never changed "
            + "from here.",
        remedy:
            "Have the password changed with who runs the server, and put the new one where the connection reads it. "
            + "Better: ask for a key, or for a password that does not expire.")
    package static let sftpAgent = Code(
        "sftp.agent", .configuration, owner: .it,
        cause: "The agent that should hold the keys is not there, did not answer in time, or holds none.",
        remedy: "Check 'agent' of the connection, or SSH_AUTH_SOCK, and 'ssh-add -l' in the same environment.")

    /// Every code of the channels.
    package static let channels: [Code] = [sftpLibrary, sftpSubsystem, sftpPasswordExpired, sftpAgent]
}
