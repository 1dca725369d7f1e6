import Exchange
import Machine

/// Judges what ssh asks, and answers each question with the one secret that belongs to it, once: a wrong password is one
/// attempt. What cannot be answered is a fault, and the conversation is then ended before ssh tries anything else.
struct OpenSSHAnswers {
    private let account: SSHAccount
    private let judge: HostKeyJudge
    private let keys: OpenSSHKeys
    private var passwords: [SecretSource] = []
    private var opened: Set<String> = []
    private(set) var hostKey: HostKey?
    private(set) var passwordsGiven = 0

    init(_ account: SSHAccount, _ judge: HostKeyJudge, _ keys: OpenSSHKeys) {
        self.account = account
        self.judge = judge
        self.keys = keys
        for case .password(let source) in account.credentials { passwords.append(source) }
    }

    /// `say` takes the line that is the answer. Faults: those of `HostKeyJudge` and `SecretStore`, `sftp.key`,
    /// `place.login`, `sftp.password.expired`.
    mutating func answer(
        _ words: [String], _ say: (UnsafeRawBufferPointer) throws(Fault) -> Void
    ) throws(Fault) {
        if words.count == 3, words[0] == "hostkey" { return try answerHostKey(words[2], say) }
        guard words.count == 1 else { throw refused("something nobody knows", "") }
        let prompt = words[0]
        if let name = keys.files.first(where: { prompt == "Enter passphrase for key '\($0)': " }) {
            return try answerPassphrase(name, say)
        }
        if asksForNewPassword(prompt) { throw OpenSSHFaults.expired(account) }
        // The server words what comes after the parenthesis; the parenthesis is ssh's.
        let isPassword = prompt.hasSuffix("@\(OpenSSHOptions.alias)'s password: ") && !prompt.hasPrefix("(")
        let isQuestion = prompt.hasPrefix("(\(account.user)@\(OpenSSHOptions.alias)) ")
        guard isPassword || isQuestion else { throw refused("a question this program cannot answer", prompt) }
        try answerPassword(prompt, say)
    }

    private mutating func answerHostKey(
        _ key: String, _ say: (UnsafeRawBufferPointer) throws(Fault) -> Void
    ) throws(Fault) {
        let right = try judge.judge(Base64.bytes(key.utf8) ?? [])
        hostKey = right
        try OpenSSHAnswers.say("\(OpenSSHOptions.alias) \(right.type) \(key)", say)
    }

    private mutating func answerPassphrase(
        _ name: String, _ say: (UnsafeRawBufferPointer) throws(Fault) -> Void
    ) throws(Fault) {
        guard let entry = keys.passphrases[name] else { return }
        guard let source = entry.passphrase else {
            throw Fault(
                .sftpKey, .stop,
                "The key in \(entry.key.words) has a passphrase, and the connection \(account.name) names none.",
                remedy: "Write under 'passphrase' of the connection where the passphrase is kept.",
                context: ["connection": account.name])
        }
        guard opened.insert(name).inserted else { throw OpenSSHFaults.wrongPassphrase(account, [entry.key.words]) }
        try OpenSSHAnswers.lend(source, say)
    }

    private mutating func answerPassword(
        _ prompt: String, _ say: (UnsafeRawBufferPointer) throws(Fault) -> Void
    ) throws(Fault) {
        guard passwordsGiven < passwords.count else {
            throw passwords.isEmpty
                ? refused("a password, and there is none for it", prompt) : OpenSSHFaults.login(account, [])
        }
        passwordsGiven += 1
        try OpenSSHAnswers.lend(passwords[passwordsGiven - 1], say)
    }

    private func asksForNewPassword(_ prompt: String) -> Bool {
        let bare = prompt.lowercased()
        if prompt.hasPrefix("Enter "), bare.hasSuffix("'s old password: ") { return true }
        return prompt.hasPrefix("(") && (bare.contains("new password") || bare.contains("current password"))
    }

    private func refused(_ what: String, _ prompt: String) -> Fault {
        let shown = prompt.isEmpty ? "" : ": \"\(OpenSSHLog.harmless(prompt.utf8))\""
        return Fault(
            .placeLogin, .stop, "At the login of \(account.user) to \(account.host) there was \(what)\(shown).",
            context: ["connection": account.name])
    }

    private static func lend(
        _ source: SecretSource, _ say: (UnsafeRawBufferPointer) throws(Fault) -> Void
    ) throws(Fault) {
        let secret = try SecretStore.read(source)
        try secret.lend { bytes throws(Fault) in
            // ssh takes one line of at most 1,023 bytes.
            guard bytes.count < 1023, !bytes.contains(10), !bytes.contains(0) else {
                throw Fault(
                    .secretUnusable, .stop, "The secret in \(source.words) is longer than 1,022 bytes or than a line.",
                    context: ["secret": source.words])
            }
            try say(bytes)
        }
    }

    private static func say(_ text: String, _ say: (UnsafeRawBufferPointer) throws(Fault) -> Void) throws(Fault) {
        try Array(text.utf8).withUnsafeBufferPointer { bytes throws(Fault) in try say(UnsafeRawBufferPointer(bytes)) }
    }
}
