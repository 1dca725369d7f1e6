import Exchange

/// Opens the channel that will do. Where libssh2 finds nothing in common with the server, once the other.
struct ChannelOpener {
    struct Opened {
        let channel: any ByteChannel
        /// By which channel and why: a sentence for the report.
        let words: String
    }

    let account: SSHAccount
    let opening: SFTPOpening

    /// Faults: `sftp.legacy.expired`, `sftp.key`, `sftp.ssh`, those of reading secrets, and those of the channels.
    func open(_ visit: Visit) throws(Fault) -> Opened {
        _ = try account.legacy(on: CivilTime(visit.now(), offset: 0, abbreviation: "UTC").date)
        let version = opening.libssh2Version()
        let choice = try ChannelChoice.choose(try facts(version, visit))
        guard choice.channel == .libssh2 else {
            return Opened(channel: try opening.openssh(account, visit), words: words(choice))
        }
        do throws(Fault) {
            return Opened(channel: try opening.libssh2(account, visit), words: words(choice))
        } catch {
            guard error.code == .sftpAlgorithms, account.channel == .auto, opening.hasSSH() else { throw error }
            return try openedByOther(version, visit)
        }
    }

    /// By which channel it would be opened, and why, from what is known without connecting: a sentence. Faults: `sftp.key`,
    /// `sftp.ssh`, and those of reading secrets.
    func outlook(_ visit: Visit) throws(Fault) -> String {
        words(try ChannelChoice.choose(try facts(opening.libssh2Version(), visit)))
    }

    private func openedByOther(_ version: LibraryVersion?, _ visit: Visit) throws(Fault) -> Opened {
        let why = "libssh2 \(version?.description ?? "") and the server have no algorithm in common"
        visit.say("\(why); trying openssh")
        let channel = try opening.openssh(account, visit)
        // Remembered only when the other way is one.
        try ChannelMemory.keep(why, version, visit.memory)
        return Opened(channel: channel, words: words(ChannelChoice(channel: .openssh, why: why)))
    }

    private func facts(_ version: LibraryVersion?, _ visit: Visit) throws(Fault) -> ChannelChoice.Facts {
        var facts = ChannelChoice.Facts(wish: account.channel)
        for credential in account.credentials {
            switch credential {
            case .key(let source, let passphrase, let certificate):
                facts.keys.append(try kind(source, passphrase))
                facts.hasCertificate = facts.hasCertificate || certificate != nil
            case .agent: facts.hasAgent = true
            case .password: break
            }
        }
        facts.hasJump = account.jump != nil
        facts.hostKeyTypes = try HostKeyJudge(account, visit).knownTypes
        facts.libssh2 = version
        facts.hasSSH = opening.hasSSH()
        facts.remembered = try ChannelMemory.recall(version, visit.memory)
        return facts
    }

    private func kind(_ source: SecretSource, _ passphrase: SecretSource?) throws(Fault) -> KeyFile.Kind {
        let key = try KeyFile.look(at: source)
        if key.isEncrypted, passphrase == nil {
            throw Fault(
                .sftpKey, .stop,
                "The key in \(source.words) has a passphrase, and the connection '\(account.name)' does not say where that "
                    + "is kept.",
                remedy: "Put it into a file of its own (chmod 600) and name that under 'passphrase' of the connection.",
                context: ["key": source.words])
        }
        return key.kind
    }

    private func words(_ choice: ChannelChoice) -> String {
        "SFTP by \(choice.channel.rawValue): \(choice.why)."
    }
}
