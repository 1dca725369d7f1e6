import CSSH2
import Exchange

/// From an account to a session of its SFTP subsystem, one step after the other, all within the time to connect.
struct LibSSH2Opening {
    let account: SSHAccount
    let visit: Visit

    /// How far the server may send ahead of what was read: at 40 ms, 16 MiB let 400 MB/s through.
    private static let window: UInt32 = 16 << 20
    /// One SFTP answer of 32 KiB in one packet; libssh2 refuses packets above 40,000 bytes.
    private static let packet: UInt32 = 36 << 10

    func run() throws(Fault) -> LibSSH2Channel {
        let library = try LibSSH2Library.load()
        let judge = try HostKeyJudge(account, visit)
        let today = CivilDate(daysSince1970: LibSSH2Opening.day(visit.now()))
        let algorithms = try LibSSH2Algorithms(account, today: today, knownTypes: judge.knownTypes)
        let limit = TimeLimit(milliseconds: account.timeouts.connectMilliseconds, abort: visit.abort)
        let dialled = try Dialling.connect(account.host, port: account.port, rule: account.addresses, limit: limit)
        let session = try LibSSH2Session(library, dialled.socket, server: "\(account.host):\(account.port)")
        let shown = try LibSSH2Handshake(session: session, algorithms: algorithms).run(limit)
        let hostKey = try judge.judge(shown)
        let login = try LibSSH2Login(session: session, account: account, limit: limit).run()
        let channel = try subsystem(session, limit)
        let facts = [
            PlaceFact("channel", "libssh2 \(library.version)"),
            PlaceFact("address", dialled.address.description, isSteady: false),
        ]
        return LibSSH2Channel(
            session, channel, abort: visit.abort,
            facts: facts + self.facts(session, hostKey, login), remarks: remarks(algorithms, session))
    }

    private func subsystem(
        _ session: LibSSH2Session, _ limit: TimeLimit
    ) throws(Fault) -> UnsafeMutableRawPointer {
        guard let raw = session.raw else { throw LibSSH2Faults.closed(session) }
        var opened: UnsafeMutableRawPointer?
        _ = try session.repeated(limit, "opening a session at") {
            opened = session.api.channel_open(
                raw, "session", 7, LibSSH2Opening.window, LibSSH2Opening.packet, nil, 0)
            return opened == nil ? session.api.last_errno(raw) : 0
        }
        guard let opened else {
            if session.wire.isSpent { throw LibSSH2Faults.hungUp(session, "opening a session at") }
            throw LibSSH2Faults.subsystem(session, account, "opens no session for it")
        }
        // What the account's own programs print beside SFTP is not read, and must not fill the window.
        _ = session.api.extended_data(opened, Int32(EXCHANGE_SSH2_IGNORE_EXTENDED))
        let code = try session.repeated(limit, "asking for SFTP at") {
            session.api.startup(opened, "subsystem", 9, "sftp", 4)
        }
        guard code == 0 else {
            if session.wire.isSpent { throw LibSSH2Faults.hungUp(session, "asking for SFTP at") }
            throw LibSSH2Faults.subsystem(session, account, "has no SFTP for it")
        }
        return opened
    }

    private func facts(_ session: LibSSH2Session, _ hostKey: HostKey, _ login: String) -> [PlaceFact] {
        let banner = ServerOffer(session.wire.opening)?.greeting ?? ""
        return [
            PlaceFact("server", banner), PlaceFact("host key", "\(hostKey.type) \(hostKey.fingerprint)"),
            PlaceFact("key exchange", session.method(EXCHANGE_SSH2_KEX)),
            PlaceFact("cipher", session.method(EXCHANGE_SSH2_CRYPT_CS)),
            PlaceFact("mac", session.method(EXCHANGE_SSH2_MAC_CS)), PlaceFact("login", login),
        ]
    }

    private func remarks(_ algorithms: LibSSH2Algorithms, _ session: LibSSH2Session) -> [String] {
        guard let legacy = account.legacy else { return [] }
        let kinds = [
            EXCHANGE_SSH2_KEX, EXCHANGE_SSH2_HOSTKEY, EXCHANGE_SSH2_CRYPT_CS, EXCHANGE_SSH2_CRYPT_SC,
            EXCHANGE_SSH2_MAC_CS, EXCHANGE_SSH2_MAC_SC,
        ]
        let agreed = Set(kinds.map(session.method))
        let used = algorithms.weak.filter(agreed.contains)
        let names = algorithms.weak.joined(separator: ", ")
        return [
            "The connection '\(account.name)' allows weak algorithms until \(legacy.until): \(names) (\(legacy.reason)). "
                + (used.isEmpty ? "The server did not need them." : "In use: \(used.joined(separator: ", ")).")
        ]
    }

    private static func day(_ now: Moment) -> Int { (now.seconds - (now.seconds < 0 ? 86_399 : 0)) / 86_400 }
}
