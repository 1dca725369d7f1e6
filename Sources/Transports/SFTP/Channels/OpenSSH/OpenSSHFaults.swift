import Exchange

/// What an ended ssh, or one that took too long, means for a person. Everything ssh says is mapped here and nowhere else.
///
/// Only what ssh logged is read, never what the server wrote (its banner, the far program's errors). The lines decide among
/// faults that all stop the conversation; none of them can make a refused host key look like anything else, since that
/// fault is raised before ssh goes on.
struct OpenSSHFaults {
    private let hop: OpenSSHHop
    private let account: SSHAccount
    private let log: OpenSSHLog

    init(_ hop: OpenSSHHop) {
        self.hop = hop
        account = hop.account
        log = hop.log
    }

    /// ssh ended by itself before the conversation was open. `words` are from its standard error, and are looked at only
    /// where it did not even begin.
    func endedEarly(_ words: [UInt8]) -> Fault {
        if log.isEmpty { return own(words) }
        if let found = negotiation ?? passphrase ?? key { return found }
        if said("subsystem request failed") || said("open failed") { return subsystem }
        if log.stage >= .authenticated { return lost() }
        if log.stage >= .greeted, OpenSSHFaults.loginWords.contains(where: said) {
            return OpenSSHFaults.login(account, log.problems)
        }
        if said("Host key verification failed"), hop.answers.hostKey == nil { return unasked }
        return unreachable
    }

    /// As `endedEarly`, for a host on the way to another.
    func endedEarly(_ words: [UInt8], leadingTo target: String) -> Fault {
        guard log.stage >= .authenticated else { return endedEarly(words) }
        let why = log.problems.last.map { " ssh says: \($0)." } ?? ""
        return fault(.placeUnreachable, .retry(after: 60), "\(hop.address) did not lead on to \(target).\(why)")
    }

    /// The conversation was open, and ended after so many bytes of SFTP came from there.
    func lost(afterBytes count: Int) -> Fault {
        guard count == 0, let status = log.exitStatus else { return lost() }
        // OpenSSH lets an account in whose password has expired, ends SFTP, and keeps the reason to itself.
        let doubt = log.method == "publickey" ? "" : " Perhaps the account's password has expired."
        return fault(
            .sftpSubsystem, .stop,
            "\(hop.address) let \(account.user) in, but its SFTP ended at once, with status \(status).\(doubt)")
    }

    func lost() -> Fault {
        let why = log.problems.last.map { " ssh says: \($0)." } ?? ""
        return fault(.placeLost, .retry(after: 30), "The conversation with \(hop.address) broke off.\(why)")
    }

    /// It did not come about in time.
    func overran() -> Fault {
        let seconds = (account.timeouts.connectMilliseconds + 999) / 1000
        if log.stage == .started {
            return fault(
                .placeUnreachable, .retry(after: 60), "\(hop.address) did not answer within \(seconds) seconds.")
        }
        let doing = log.stage == .connected ? "did not say what it is" : "did not finish the login"
        return fault(
            .placeStalled, .retry(after: 60),
            "\(hop.address) accepted the connection, but \(doing) within \(seconds) seconds.")
    }

    static func login(_ account: SSHAccount, _ problems: [String]) -> Fault {
        let offered = problems.last { $0.contains("Permission denied (") }
            .flatMap { $0.split(separator: "(").last?.split(separator: ")").first.map(String.init) }
        let ways = offered.map { " It takes: \($0)." } ?? ""
        return Fault(
            .placeLogin, .stop, "\(account.host) refused the login of \(account.user).\(ways)",
            context: ["connection": account.name, "host": account.host, "user": account.user])
    }

    static func expired(_ account: SSHAccount) -> Fault {
        Fault(
            .sftpPasswordExpired, .stop,
            "\(account.host) wants \(account.user) to choose a new password before anything else.",
            context: ["connection": account.name])
    }

    static func wrongPassphrase(_ account: SSHAccount, _ keys: [String]) -> Fault {
        Fault(
            .sftpKey, .stop,
            "The passphrase of the connection \(account.name) does not open its key (\(keys.joined(separator: ", "))).",
            remedy: "Compare the passphrase with the key: 'ssh-keygen -y -f FILE' asks for it.",
            context: ["connection": account.name])
    }

    private var negotiation: Fault? {
        guard let line = log.problems.last(where: { $0.contains("Unable to negotiate with ") }) else { return nil }
        let about = line.firstRange(of: ": no matching ").map { line[$0.upperBound...] } ?? ""
        let kind = about.firstRange(of: " found").map { String(about[..<$0.lowerBound]) } ?? "algorithm"
        let theirs = about.firstRange(of: "Their offer: ").map { String(about[$0.upperBound...]) } ?? "nothing"
        return fault(
            .sftpAlgorithms, .stop,
            "\(hop.address) and this program have no \(kind) in common. It offers: \(theirs). Taken here: \(ours(kind))."
        )
    }

    private func ours(_ kind: String) -> String {
        let all = hop.algorithms
        let names: [String] =
            switch kind {
            case "key exchange method": all.keyExchanges
            case "cipher": all.ciphers
            case "MAC": all.macs
            case "host key type": all.hostKeys
            default: all.keyExchanges + all.ciphers + all.macs + all.hostKeys
            }
        return names.joined(separator: ",")
    }

    private var passphrase: Fault? {
        guard log.isPassphraseWrong, log.stage < .authenticated, log.refusals == 0 else { return nil }
        let locked = hop.keys.passphrases.values.filter { $0.passphrase != nil }.map(\.key.words)
        return OpenSSHFaults.wrongPassphrase(account, locked.sorted())
    }

    /// `Load key "key-1": invalid format`, and nothing else was tried.
    private var key: Fault? {
        guard let line = log.problems.last(where: { $0.hasPrefix("Load key \"") || $0.hasPrefix("Load certificate") }),
            log.stage < .authenticated, log.refusals == 0
        else { return nil }
        let name = hop.keys.files.first { line.contains("\"\($0)\"") }
        let place = name.flatMap { hop.keys.passphrases[$0]?.key.words } ?? "the connection's key"
        let why = line.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? "it cannot be read"
        return fault(.sftpKey, .stop, "ssh cannot use \(place): \(why).")
    }

    private var subsystem: Fault {
        fault(
            .sftpSubsystem, .stop,
            "\(hop.address) let \(account.user) in, but does not offer SFTP to this account.")
    }

    /// It does not understand what it is told: an option, or the name of an algorithm.
    private func own(_ words: [UInt8]) -> Fault {
        let line = words.split(whereSeparator: { $0 == 10 || $0 == 13 }).first.map(OpenSSHLog.harmless) ?? "nothing"
        return fault(
            .sftpSSH, .stop, "ssh does not do what the connection \(account.name) needs. It says: \(line).",
            remedy:
                "Where it names an algorithm, that one is not in this ssh any more: take it out of 'legacy'. Else it is "
                + "too old: OpenSSH 8.5 is needed, and 'ssh -V' shows which it is.")
    }

    private var unasked: Fault {
        fault(
            .sftpSSH, .stop,
            "ssh could not ask whether the host key of \(hop.address) is right, so it was not trusted.",
            remedy: "Look whether /bin/sh can be started by this program's account.")
    }

    private var unreachable: Fault {
        let line = log.problems.last ?? ""
        let reason = OpenSSHFaults.reasons.first { line.contains($0.0) }?.1
        let refused = said("Received disconnect from") || log.stage > .started
        let why =
            reason ?? (refused ? "the server ended the connection before the login" : "ssh ended without saying why")
        let shown = line.isEmpty || reason != nil ? "" : " ssh says: \(line)."
        return fault(
            .placeUnreachable, .retry(after: 60), "No conversation with \(hop.address): \(why).\(shown)")
    }

    private static let loginWords = [
        "Permission denied", "Too many authentication failures", "No supported authentication",
    ]

    private static let reasons = [
        ("Connection refused", "nothing listens there"),
        ("No route to host", "there is no way to it"),
        ("Network is unreachable", "there is no network to it"),
        ("timed out", "it does not answer"),
        ("Could not resolve hostname", "the name is unknown"),
        ("Permission denied", "a firewall of this machine forbids it"),
    ]

    private func said(_ text: String) -> Bool { log.problems.contains { $0.contains(text) } }

    private func fault(_ code: Code, _ disposition: Disposition, _ message: String, remedy: String? = nil) -> Fault {
        Fault(
            code, disposition, message, remedy: remedy,
            context: ["connection": account.name, "host": account.host, "port": "\(account.port)"])
    }
}
