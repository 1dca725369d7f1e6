import Exchange
import Machine

/// A folder on a server that speaks SFTP.
package struct SFTPTransport: Transport {
    package static let scheme = "sftp"
    package static let summary = "a folder on a server, by SFTP"
    package static let settings: [Setting] = SFTPSettings.all

    let account: SSHAccount
    let place: SFTPPlace
    let preset: SFTPPreset?
    private let settings: Settings
    let opening: SFTPOpening

    package init(_ connection: Settings) throws(Complaints) { try self.init(connection, .standard) }

    init(_ connection: Settings, _ opening: SFTPOpening) throws(Complaints) {
        settings = connection
        self.opening = opening
        preset = connection.text("preset").flatMap(SFTPPreset.named)
        (account, place) = try AccountReader.account(connection, preset)
    }

    package var address: String {
        let host = account.host.contains(":") ? "[\(account.host)]" : account.host
        let server = "sftp \(account.user)@\(host):\(account.port)"
        return place.base.isEmpty ? server : "\(server), folder \(place.base)"
    }

    package func connect(_ visit: Visit) throws(Fault) -> any Session {
        let rest = CredentialRest(account, visit)
        try rest.demand()
        let session = try RetryingSession(account.address, visit) { () throws(Fault) in
            let opened = try channel(visit, rest)
            let remarks = [opened.words] + SecretDoubts.remarks(account)
            return try opening.conversation(opened.channel, place, account, visit, remarks)
        }
        guard let preset else { return session }
        return PresetSession(session, preset, now: visit.now())
    }

    private func channel(_ visit: Visit, _ rest: CredentialRest) throws(Fault) -> ChannelOpener.Opened {
        do throws(Fault) {
            let opened = try ChannelOpener(account: account, opening: opening).open(visit)
            try rest.accepted()
            return opened
        } catch {
            if error.code == .placeLogin || error.code == .sftpPasswordExpired { try rest.refused() }
            throw error
        }
    }

    package func doubts() -> [Complaint] { doubts(at: WallClock.now()) }

    func doubts(at now: Moment) -> [Complaint] {
        let today = CivilTime(now, offset: 0, abbreviation: "UTC").date
        let doubts = AccountDoubts(account: account, place: place, preset: preset, today: today).all
        return doubts.map { key, words in
            Complaint(
                (settings.written(key) ?? settings.node).mark, key: settings.dotted(key), words, severity: .warning)
        }
    }

    package func objection(toPath path: String) -> String? { preset?.objection(toPath: path) }
}
