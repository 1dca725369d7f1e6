import CSSH2
import Exchange
import Machine

/// One try with a private key.
struct KeyLogin {
    let login: LibSSH2Login

    /// Throws `sftp.key` where the key cannot be read, with or without its passphrase.
    func run(
        _ source: SecretSource, _ passphrase: SecretSource?, certificate: String?
    ) throws(Fault) -> LibSSH2Login.Outcome {
        let session = login.session
        let name = source.words
        let key = try SecretStore.read(source)
        let file = try KeyFile.look(at: key, called: name)
        try refuseWhatCannotBeDone(file, name, certificate)
        let secret = try passphrase.map { source throws(Fault) in try SecretStore.read(source) }
        guard secret != nil || !file.isEncrypted else {
            throw Fault(
                .sftpKey, .stop, "The key in \(name) is encrypted, and the connection names no passphrase for it.",
                context: ["key": name])
        }
        let code = try show(key, secret)
        switch Int(code) {
        case 0: return .accepted("key in \(name) (\(file.kind.rawValue))")
        case _ where login.isRefusal(code):
            return .refused(
                "key in \(name) (\(file.kind.rawValue))", sentence: weakness(file),
                mayBeRight: Int(code) == EXCHANGE_SSH2_UNVERIFIED)
        default:
            if session.wire.isSpent { throw LibSSH2Faults.hungUp(session, "logging in at") }
            throw LibSSH2Faults.key(name, session, code, isEncrypted: file.isEncrypted)
        }
    }

    private func show(_ key: Secret, _ passphrase: Secret?) throws(Fault) -> Int32 {
        let (session, user) = (login.session, login.account.user)
        guard let raw = session.raw else { throw LibSSH2Faults.closed(session) }
        return try LentText.lend(key) { key throws(Fault) in
            let length = KeyLogin.withoutReturns(key)
            return try LentText.lend(optional: passphrase) { passphrase throws(Fault) in
                try session.repeated(login.limit, "logging in at") {
                    session.api.key(
                        raw, user, user.utf8.count, nil, 0, key.baseAddress, length, passphrase.baseAddress)
                }
            }
        }
    }

    /// libssh2 takes lines that end in LF only. Answers the new length.
    private static func withoutReturns(_ text: UnsafeMutableBufferPointer<CChar>) -> Int {
        var kept = 0
        for index in 0..<text.count - 1 where text[index] != 13 {
            text[kept] = text[index]
            kept += 1
        }
        for index in kept..<text.count { text[index] = 0 }
        return kept
    }

    private func refuseWhatCannotBeDone(_ file: KeyFile, _ name: String, _ certificate: String?) throws(Fault) {
        guard file.kind == .hardware || certificate != nil else { return }
        throw Fault(
            .sftpKey, .stop,
            "The key in \(name) \(certificate == nil ? "is one of a hardware token" : "comes with a certificate"), which "
                + "libssh2 cannot use.",
            remedy: "Write 'channel: openssh' in the connection.", context: ["key": name])
    }

    /// A refusal that says nothing about the key.
    private func weakness(_ file: KeyFile) -> String? {
        guard file.kind == .rsa, !login.session.library.isModern else { return nil }
        return
            "It may only be because libssh2 \(login.session.library.version) signs with RSA and SHA-1, which servers no "
            + "longer take: 'channel: openssh' in the connection does it with SHA-2."
    }
}
