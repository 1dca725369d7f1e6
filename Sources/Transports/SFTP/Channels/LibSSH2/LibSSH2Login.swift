import CSSH2
import Exchange
import Machine

/// Logs in with the account's credentials, in their order, each tried once and only where the server takes its kind.
/// A server that wants several in turn gets them.
struct LibSSH2Login {
    /// What came of one credential.
    enum Outcome {
        /// `key in file:/etc/exchange/keys/alma (Ed25519)`.
        case accepted(String)
        /// The same, with what is to be said about it, and whether the server may want more besides.
        case refused(String, sentence: String? = nil, mayBeRight: Bool = false)
    }

    let session: LibSSH2Session
    let account: SSHAccount
    let limit: TimeLimit

    /// How the account was let in. Throws `place.login` where it was not.
    func run() throws(Fault) -> String {
        guard var offered = try methods() else { return "none: the server asks for nothing" }
        var untried = account.credentials
        var passed: [String] = []
        var sentences: [String] = []
        while let index = untried.firstIndex(where: { !offered.isDisjoint(with: $0.methods) }) {
            switch try attempt(untried.remove(at: index), offered) {
            case .accepted(let words):
                return (passed + [words]).joined(separator: ", then ")
            case .refused(let words, let sentence, let mayBeRight):
                let before = offered
                // Asking again counts as a try with some servers, so it is done only where it may help.
                guard !untried.isEmpty || mayBeRight, let now = try methods() else {
                    sentences += ["It refused the \(words)."] + [sentence].compactMap(\.self)
                    break
                }
                offered = now
                // A list that has changed says that this one was right, and what is wanted besides.
                if offered == before {
                    sentences += ["It refused the \(words)."] + [sentence].compactMap(\.self)
                } else {
                    passed.append(words)
                }
            }
        }
        if !passed.isEmpty { sentences.append("It took the \(passed.joined(separator: " and the ")), and wants more.") }
        let names = offered.sorted().map(LibSSH2Faults.plain).joined(separator: ", ")
        sentences.append("It accepts: \(names).")
        throw LibSSH2Faults.login(session, account, sentences)
    }

    /// What the server takes now; nil where nothing is needed any more.
    private func methods() throws(Fault) -> Set<String>? {
        guard let raw = session.raw else { throw LibSSH2Faults.closed(session) }
        var list: UnsafeMutablePointer<CChar>?
        let code = try session.repeated(limit, "logging in at") {
            list = session.api.userauth_list(raw, account.user, UInt32(account.user.utf8.count))
            return list == nil ? session.api.last_errno(raw) : 0
        }
        if let list { return Set(String(cString: list).split(separator: ",").map(String.init)) }
        if session.api.authenticated(raw) != 0 { return nil }
        if session.wire.isSpent { throw LibSSH2Faults.hungUp(session, "logging in at") }
        throw LibSSH2Faults.protocolFault(session, "asking how to log in failed (\(session.lastWords), \(code))")
    }

    private func attempt(_ credential: SSHCredential, _ offered: Set<String>) throws(Fault) -> Outcome {
        try session.erasing { () throws(Fault) in
            switch credential {
            case .key(let source, let passphrase, let certificate):
                return try KeyLogin(login: self).run(source, passphrase, certificate: certificate)
            case .agent(let path): return try AgentLogin(login: self).run(path)
            case .password(let source): return try PasswordLogin(login: self).run(source, offered)
            }
        }
    }

    /// "Unverified" stands for two things: the server did not take the signature of a key, perhaps because it is right and
    /// more is wanted besides; or the library could not sign at all, and the server was never shown the key.
    func isRefusal(_ code: Int32) -> Bool {
        Int(code) == EXCHANGE_SSH2_REFUSED || Int(code) == EXCHANGE_SSH2_UNVERIFIED && !isUnsigned
    }

    var isUnsigned: Bool { session.lastWords.hasPrefix("Callback returned error") }

    /// Whether the library's answer means yes or no; anything else is a fault.
    func isAccepted(_ code: Int32) throws(Fault) -> Bool {
        switch Int(code) {
        case 0: return true
        case _ where isRefusal(code): return false
        default:
            if session.wire.isSpent { throw LibSSH2Faults.hungUp(session, "logging in at") }
            throw LibSSH2Faults.protocolFault(session, "logging in failed (\(session.lastWords), \(code))")
        }
    }
}

extension SSHCredential {
    /// The server's names for the ways in which it can be shown (RFC 4252, RFC 4256).
    fileprivate var methods: Set<String> {
        switch self {
        case .key, .agent: ["publickey"]
        case .password: ["password", "keyboard-interactive"]
        }
    }
}
