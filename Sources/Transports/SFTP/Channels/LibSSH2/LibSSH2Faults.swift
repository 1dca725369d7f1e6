import CSSH2
import Exchange

/// What libssh2's codes mean for people; the only place that knows them.
enum LibSSH2Faults {
    static func stalled(_ session: LibSSH2Session, _ doing: String) -> Fault {
        Fault(
            .placeStalled, .retry(after: 60),
            "\(session.server) was there, but \(doing) it did not come to an end in the time the connection allows"
                + "\(said(session)).",
            context: ["server": session.server])
    }

    static func hungUp(_ session: LibSSH2Session, _ doing: String) -> Fault {
        let reason = session.wire.ending.flatMap { $0 == 0 ? nil : " (\(Socket.words($0)))" } ?? ""
        let why =
            session.wire.received == 0
            ? "before it said anything\(reason): it may have too many connections, or refuse this address"
            : "in the middle of \(doing)\(reason)"
        return Fault(
            .placeLost, .retry(after: 30), "\(session.server) hung up \(why)\(said(session)).",
            context: ["server": session.server])
    }

    /// Bytes without end where a few were due.
    static func babble(_ session: LibSSH2Session) -> Fault {
        protocolFault(session, "it sent \(session.wire.received) bytes before anything was asked\(said(session))")
    }

    static func closed(_ session: LibSSH2Session) -> Fault {
        Fault(.placeLost, .retry(after: 30), "The conversation with \(session.server) is over.")
    }

    static func protocolFault(_ session: LibSSH2Session, _ what: String) -> Fault {
        Fault(
            .placeProtocol, .stop, "\(session.server) did not keep to SSH: \(what).",
            context: ["server": session.server])
    }

    /// A handshake that failed: whether there is nothing in common is read from the server's own offer.
    static func handshake(_ session: LibSSH2Session, _ algorithms: LibSSH2Algorithms, _ code: Int32) -> Fault {
        let words = session.lastWords
        let mayBeAlgorithms = [
            EXCHANGE_SSH2_KEX_FAILURE, EXCHANGE_SSH2_KEY_EXCHANGE_FAILURE, EXCHANGE_SSH2_METHOD_NONE,
            EXCHANGE_SSH2_METHOD_NOT_SUPPORTED,
        ].contains(Int(code))
        if mayBeAlgorithms, missing(session, algorithms) != nil { return nothingInCommon(session, algorithms) }
        if session.wire.isSpent { return hungUp(session, "greeting") }
        if [EXCHANGE_SSH2_KEX_FAILURE, EXCHANGE_SSH2_KEY_EXCHANGE_FAILURE, EXCHANGE_SSH2_HOSTKEY_INIT]
            .contains(Int(code))
        {
            return protocolFault(session, "the key exchange failed (libssh2: \(words), \(code))")
        }
        return protocolFault(session, "greeting it failed (libssh2: \(words), \(code))\(said(session))")
    }

    static func nothingInCommon(_ session: LibSSH2Session, _ algorithms: LibSSH2Algorithms) -> Fault {
        let gap = missing(session, algorithms)
        let sentence =
            gap.map { gap in
                "\(session.server) offers for \(gap.words) only \(list(gap.server)); this program with libssh2 "
                    + "\(session.library.version) takes \(list(gap.ours))."
            }
            ?? "\(session.server) and this program with libssh2 \(session.library.version) have no algorithm in common."
        return Fault(
            .sftpAlgorithms, .stop, sentence,
            context: [
                "server": session.server, "offered": gap?.server.joined(separator: ",") ?? "",
                "ours": gap?.ours.joined(separator: ",") ?? "",
            ])
    }

    static func notAsked(_ session: LibSSH2Session, _ words: String, _ name: String) -> Fault {
        Fault(
            .sftpAlgorithms, .stop,
            "With \(session.server), '\(plain(name))' was agreed on for \(words), which was not asked for. Nothing was sent."
        )
    }

    /// The first kind of algorithm of which the server offers none that we take.
    private static func missing(
        _ session: LibSSH2Session, _ algorithms: LibSSH2Algorithms
    ) -> (words: String, server: [String], ours: [String])? {
        guard let offer = ServerOffer(session.wire.opening) else { return nil }
        let offers = [offer.exchanges, offer.hostKeys, offer.ciphers, offer.macs]
        for (list, offered) in zip(algorithms.lists, offers) {
            let ours = LibSSH2Handshake.known(session, list.kinds[0], list.names)
            if !ours.contains(where: offered.contains) { return (list.words, offered, ours) }
        }
        return nil
    }

    static func login(_ session: LibSSH2Session, _ account: SSHAccount, _ sentences: [String]) -> Fault {
        Fault(
            .placeLogin, .stop,
            (["\(session.server) did not let '\(account.user)' in."] + sentences).joined(separator: " "),
            context: ["server": session.server, "user": account.user])
    }

    static func key(_ name: String, _ session: LibSSH2Session, _ code: Int32, isEncrypted: Bool) -> Fault {
        let why =
            isEncrypted
            ? "its passphrase is wrong, or libssh2 \(session.library.version) cannot read it"
            : "libssh2 \(session.library.version) cannot read it"
        return Fault(
            .sftpKey, .stop, "The key in \(name) cannot be used: \(why) (\(session.lastWords), \(code)).",
            remedy: "'ssh-keygen -y -f FILE' shows whether the key and its passphrase are right. If they are: "
                + "'channel: openssh' in the connection.",
            context: ["key": name])
    }

    static func subsystem(_ session: LibSSH2Session, _ account: SSHAccount, _ what: String) -> Fault {
        Fault(
            .sftpSubsystem, .stop, "\(session.server) let '\(account.user)' in, but \(what) (\(session.lastWords)).",
            context: ["server": session.server])
    }

    /// While files are carried.
    static func carrying(_ session: LibSSH2Session, _ code: Int) -> Fault {
        Fault(
            .placeLost, .retry(after: 30),
            "The conversation with \(session.server) broke off: \(session.lastWords) (libssh2 \(code)).",
            context: ["server": session.server, "libssh2": String(code)])
    }

    static func ended(_ session: LibSSH2Session) -> Fault {
        let reason = session.wire.ending.flatMap { $0 == 0 ? nil : ": \(Socket.words($0))" } ?? ""
        return Fault(
            .placeLost, .retry(after: 30), "\(session.server) ended the conversation\(reason).",
            context: ["server": session.server])
    }

    /// What a server that is none of SSH said first: a mail or FTP server is told by it.
    private static func said(_ session: LibSSH2Session) -> String {
        let opening = session.wire.opening
        guard !opening.isEmpty, !opening.starts(with: "SSH-".utf8) else { return "" }
        return "; it said '\(opening.prefix(80).withUnsafeBytes { plain($0) })'"
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "nothing" : names.prefix(12).joined(separator: ", ")
    }

    static func plain(_ text: String) -> String { Array(text.utf8).withUnsafeBytes { plain($0) } }

    /// Printable ASCII: what a server says must not reach a terminal or a log as anything else.
    static func plain(_ bytes: UnsafeRawBufferPointer) -> String {
        String(
            decoding: bytes.prefix(300).map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: " ") }, as: UTF8.self)
    }
}
