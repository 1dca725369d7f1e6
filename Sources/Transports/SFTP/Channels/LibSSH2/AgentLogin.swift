import CSSH2
import Exchange

/// Tries with the keys an agent holds.
struct AgentLogin {
    let login: LibSSH2Login

    /// Servers end a conversation after six tries; a fuller agent would lock everybody out.
    private static let most = 4

    /// Throws `sftp.agent` where the agent holds no key that can be used.
    func run(_ path: String?) throws(Fault) -> LibSSH2Login.Outcome {
        let agent = try AgentConversation(path, login.limit)
        let held = try agent.identities()
        let usable = held.filter { isUsable($0.type) }
        guard !usable.isEmpty else {
            throw Fault(
                .sftpAgent, .stop,
                held.isEmpty
                    ? "The agent holds no key."
                    : "The agent holds only keys that libssh2 \(login.session.library.version) cannot use "
                        + "(\(held.map(\.type).joined(separator: ", "))).",
                remedy: held.isEmpty ? nil : "Write 'channel: openssh' in the connection.")
        }
        for identity in usable.prefix(AgentLogin.most) {
            let words = "agent's key '\(identity.comment)' (\(identity.type))"
            switch Int(try show(agent, identity)) {
            case 0: return .accepted(words)
            // The agent would not sign, or the server does not know the key: the next may do.
            case EXCHANGE_SSH2_UNVERIFIED where login.isUnsigned, EXCHANGE_SSH2_REFUSED: continue
            // It knows the key: the next would not help.
            case EXCHANGE_SSH2_UNVERIFIED: return .refused(words, mayBeRight: true)
            case let code: _ = try login.isAccepted(Int32(code))
            }
        }
        return .refused(
            "agent's keys",
            sentence: usable.count > AgentLogin.most
                ? "Only the first \(AgentLogin.most) of \(usable.count) keys were tried." : nil)
    }

    private func isUsable(_ type: String) -> Bool {
        type == "ssh-ed25519" || type.hasPrefix("ecdsa-sha2-nistp") && !type.contains("-cert-")
    }

    private func show(
        _ agent: AgentConversation, _ identity: AgentConversation.Identity
    ) throws(Fault) -> Int32 {
        guard let raw = login.session.raw else { throw LibSSH2Faults.closed(login.session) }
        let signing = AgentSigning(agent, identity)
        let owner = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 1)
        owner.initialize(to: Unmanaged.passUnretained(signing).toOpaque())
        defer { owner.deallocate() }
        let code = try login.session.repeated(login.limit, "logging in at") {
            login.session.api.signed_key(
                raw, login.account.user, identity.blob, identity.blob.count, AgentSigning.sign, owner)
        }
        if let fault = signing.fault { throw fault }
        return code
    }
}
