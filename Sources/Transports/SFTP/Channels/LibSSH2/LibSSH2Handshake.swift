import CSSH2
import Exchange

/// The first half of a conversation: agreeing on algorithms, and whose key the server shows.
struct LibSSH2Handshake {
    let session: LibSSH2Session
    let algorithms: LibSSH2Algorithms

    /// Answers the server's key, judged by nobody yet. Throws `sftp.algorithms` where there is none in common.
    func run(_ limit: TimeLimit) throws(Fault) -> [UInt8] {
        guard let raw = session.raw else { throw LibSSH2Faults.closed(session) }
        _ = session.api.banner_set(raw, "SSH-2.0-exchange")
        for list in algorithms.lists {
            for kind in list.kinds {
                // The library leaves out the names it does not know, and refuses a list of which it knows none.
                guard session.api.method_pref(raw, Int32(kind), list.names.joined(separator: ",")) == 0 else {
                    throw LibSSH2Faults.nothingInCommon(session, algorithms)
                }
            }
        }
        for kind in [EXCHANGE_SSH2_COMP_CS, EXCHANGE_SSH2_COMP_SC] {
            _ = session.api.method_pref(raw, Int32(kind), "none")
        }
        let code = try session.repeated(limit, "greeting") {
            session.api.handshake(raw, session.wire.descriptor)
        }
        guard code == 0 else { throw LibSSH2Faults.handshake(session, algorithms, code) }
        try verify()
        return try hostKey(raw)
    }

    /// What the library says was agreed on must be what was asked for.
    private func verify() throws(Fault) {
        for list in algorithms.lists {
            for kind in list.kinds where !list.names.contains(session.method(kind)) {
                // A cipher that brings its own MAC has none beside it.
                let isMAC = kind == EXCHANGE_SSH2_MAC_CS || kind == EXCHANGE_SSH2_MAC_SC
                if isMAC, session.method(EXCHANGE_SSH2_CRYPT_CS).contains("-gcm@") { continue }
                throw LibSSH2Faults.notAsked(session, list.words, session.method(kind))
            }
        }
    }

    private func hostKey(_ raw: UnsafeMutableRawPointer) throws(Fault) -> [UInt8] {
        var length = 0
        var type: Int32 = 0
        guard let key = session.api.hostkey(raw, &length, &type), length > 0 else {
            throw LibSSH2Faults.protocolFault(session, "it showed no host key")
        }
        return Array(UnsafeRawBufferPointer(start: key, count: length))
    }

    /// The names of `list` that the installed library knows.
    static func known(_ session: LibSSH2Session, _ kind: Int, _ names: [String]) -> [String] {
        guard let raw = session.raw else { return [] }
        var found: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        let count = session.api.supported(raw, Int32(kind), &found)
        guard count > 0, let found else { return [] }
        defer { session.api.free(raw, found) }
        let supported = Set((0..<Int(count)).compactMap { found[$0].map { String(cString: $0) } })
        return names.filter(supported.contains)
    }
}
