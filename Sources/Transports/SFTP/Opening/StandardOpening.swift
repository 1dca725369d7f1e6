import Exchange

extension SFTPOpening {
    /// The channels and the client of this program.
    static let standard = SFTPOpening(
        libssh2: { account, visit throws(Fault) in try LibSSH2Channel.open(account, visit) },
        openssh: { account, visit throws(Fault) in try OpenSSHChannel.open(account, visit) },
        conversation: { channel, place, account, visit, remarks throws(Fault) in
            try SFTPSession(
                channel, address: account.address, folder: place.base, timeouts: account.timeouts,
                declared: place.temporariesAreOurs ? [.temporariesAreOurs] : [], fileMode: place.fileMode,
                remarks: remarks, visit)
        },
        libssh2Version: { LibSSH2Library.installed },
        hasSSH: { sshIsInstalled() })
}
