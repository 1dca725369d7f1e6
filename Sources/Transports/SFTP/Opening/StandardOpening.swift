import Exchange

extension SFTPOpening {
    /// The channels and the client of this program.
    static let standard = SFTPOpening(
        libssh2: { (_, _) throws(Fault) in throw missing },
        openssh: { (_, _) throws(Fault) in throw missing },
        conversation: { (_, _, _, _, _) throws(Fault) in throw missing },
        libssh2Version: { nil },
        hasSSH: { sshIsInstalled() })

    private static var missing: Fault {
        Fault(.sftpAlgorithms, .stop, "SFTP is not wired up yet.")
    }
}
