import Exchange

extension SFTPTransport {
    /// By which channel a conversation would be opened, and why: a sentence. Nothing is connected to; keys are looked at.
    /// Faults: `sftp.ssh` where the machine lacks what the connection needs, `sftp.key`, and those of reading secrets.
    package func outlook(_ visit: Visit) throws(Fault) -> String {
        try ChannelOpener(account: account, opening: opening).outlook(visit)
    }
}
