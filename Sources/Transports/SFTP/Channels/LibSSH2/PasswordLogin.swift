import CSSH2
import Exchange
import Machine

/// One try with a password, in the one way the server asks for it.
struct PasswordLogin {
    let login: LibSSH2Login

    /// Throws `sftp.password.expired` where the server wants a new one.
    func run(_ source: SecretSource, _ offered: Set<String>) throws(Fault) -> LibSSH2Login.Outcome {
        let password = try SecretStore.read(source)
        let words = "password in \(source.words)"
        if offered.contains("password") {
            return try say(password) ? .accepted(words) : .refused(words)
        }
        return try answer(password, words)
    }

    private func say(_ password: Secret) throws(Fault) -> Bool {
        let (session, user) = (login.session, login.account.user)
        guard let raw = session.raw else { throw LibSSH2Faults.closed(session) }
        let code = try LentText.lend(password) { text throws(Fault) in
            try session.repeated(login.limit, "logging in at") {
                session.api.password(
                    raw, user, UInt32(user.utf8.count), text.baseAddress, UInt32(text.count - 1),
                    exchange_ssh2_no_new_password)
            }
        }
        if Int(code) == EXCHANGE_SSH2_PASSWORD_EXPIRED { throw expired() }
        return try login.isAccepted(code)
    }

    private func answer(_ password: Secret, _ words: String) throws(Fault) -> LibSSH2Login.Outcome {
        let (session, user) = (login.session, login.account.user)
        guard let raw = session.raw else { throw LibSSH2Faults.closed(session) }
        let questions = LibSSH2Questions(password, isModern: session.library.isModern)
        session.questions = questions
        defer { session.questions = nil }
        let code = try session.repeated(login.limit, "logging in at") {
            session.api.interactive(raw, user, UInt32(user.utf8.count)) {
                _, _, instruction, length, count, asked, answers, abstract in
                LibSSH2Session.owner(abstract)?.questions?.ask(
                    instruction: UnsafeRawBufferPointer(
                        start: instruction, count: instruction == nil ? 0 : Int(length)),
                    count: Int(count), asked, answers)
            }
        }
        let words = "\(words), given as the answer to its question"
        if Int(code) == 0 { return .accepted(words) }
        if questions.wantsNewPassword { throw expired() }
        guard try login.isAccepted(code) else {
            return .refused(words, sentence: sentence(questions.unanswered))
        }
        return .accepted(words)
    }

    private func sentence(_ unanswered: [String]) -> String? {
        let asked = unanswered.filter { !$0.isEmpty }
        guard !asked.isEmpty else { return nil }
        return "It asked more than a password, which nobody answers here: '\(asked.joined(separator: "', '"))'."
    }

    private func expired() -> Fault {
        Fault(
            .sftpPasswordExpired, .stop,
            "\(login.session.server) wants a new password for '\(login.account.user)'. The old one was not changed.",
            context: ["server": login.session.server, "user": login.account.user])
    }
}
