import Exchange
import Machine

/// One ssh and the server it talks to: its part of the folder, its questions, its log. A conversation has one, or two
/// where it goes through another host.
final class OpenSSHHop {
    let account: SSHAccount
    let prefix: String
    let keys: OpenSSHKeys
    let algorithms: OpenSSHAlgorithms
    private(set) var log = OpenSSHLog()
    private(set) var answers: OpenSSHAnswers
    private let questions: OpenSSHQuestions
    let logPipe: NamedPipe

    /// Faults: those of `HostKeyJudge`, `SecretStore`, `OpenSSHAlgorithms` and `OpenSSHKeys`.
    init(_ account: SSHAccount, _ visit: Visit, _ folder: PassingFolder, prefix: String = "") throws(Fault) {
        self.account = account
        self.prefix = prefix
        let judge = try HostKeyJudge(account, visit)
        let today = CivilDate(daysSince1970: visit.now().seconds / 86_400)
        algorithms = try OpenSSHAlgorithms(account, knownTypes: judge.knownTypes, today: today)
        keys = try OpenSSHKeys(account.credentials, in: folder, prefix: prefix)
        answers = OpenSSHAnswers(account, judge, keys)
        questions = try OpenSSHQuestions(folder, prefix: prefix)
        logPipe = try folder.makePipe(prefix + "log")
        if asks, !folder.allowsPrograms {
            throw Fault(
                .sftpSSH, .stop,
                "ssh cannot ask for the passphrase or password of \(account.name): no program may be started from "
                    + "\(folder.path).",
                remedy:
                    "Put the institution's state folder on a file system that is not mounted 'noexec', or use a key "
                    + "without passphrase, or an agent.",
                context: ["path": folder.path])
        }
    }

    var pipes: [NamedPipe] { [questions.pipe, logPipe] }
    var address: String { "\(account.host):\(account.port)" }

    /// ssh may have something to ask beside the host key: only an agent never does.
    var asks: Bool { !keys.files.isEmpty || passwordCount > 0 }

    var passwordCount: Int {
        account.credentials.count { if case .password = $0 { true } else { false } }
    }

    /// As SSH names them, in the order of the credentials.
    var methods: [String] {
        var methods: [String] = []
        for credential in account.credentials {
            if case .password = credential {
                if !methods.contains("password") { methods += ["password", "keyboard-interactive"] }
            } else if !methods.contains("publickey") {
                methods.append("publickey")
            }
        }
        return methods
    }

    /// Reads what was logged, and answers what is asked.
    func attend() throws(Fault) {
        readLog()
        while let question = try questions.next() {
            try answers.answer(question) { line throws(Fault) in try questions.answer(line) }
        }
    }

    func readLog() { log.take(logPipe.take()) }
}
