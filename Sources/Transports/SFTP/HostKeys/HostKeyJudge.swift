import Exchange

/// Decides whether a server is the one that is meant, by its host key. What nobody trusted is refused.
struct HostKeyJudge {
    /// One key somebody said something about.
    private struct Known {
        let type: String?
        let fingerprint: String
        /// `ssh-ed25519 SHA256:…, line 4 of /etc/ssh/ssh_known_hosts`.
        let words: String
    }

    private let server: String
    private let known: [Known]
    private let revoked: [Known]
    /// What is done with a fingerprint that is right.
    private let acceptance: String
    /// What else a person must know who finds the key unknown. Whole sentences.
    private let remarks: [String]

    /// Reads what is known of the server. Throws `sftp.knownhosts` where that cannot be read.
    init(_ account: SSHAccount, _ visit: Visit) throws(Fault) {
        server = "\(account.host):\(account.port)"
        switch account.hostKeys {
        case .pins(let pins):
            known = pins.map(HostKeyJudge.known)
            revoked = []
            acceptance = "write it under 'host_keys' of the connection"
            remarks = [
                "A server may have several keys; with the type in front ('ssh-rsa SHA256:…' under 'host_keys') it is asked "
                    + "for that one."
            ]
        case .knownHosts(let path):
            let file = try KnownHostsFile.read(path)
            let lines = file.lines(host: account.host, port: account.port)
            known = lines.filter { $0.marker == .none }.map { HostKeyJudge.known($0, path) }
            revoked = lines.filter { $0.marker == .revoked }.map { HostKeyJudge.known($0, path) }
            let name = account.port == 22 ? account.host : "[\(account.host)]:\(account.port)"
            acceptance = "add the key to \(path), under the name \(name)"
            remarks = HostKeyJudge.remarks(file, lines, path)
        case .trusted:
            let keys = try TrustedKeys.recall(visit.memory)
            known = keys.filter { !$0.isRevoked }.map(HostKeyJudge.known)
            revoked = keys.filter(\.isRevoked).map(HostKeyJudge.known)
            acceptance =
                "'exchange connections trust \(account.name)', or write it under 'host_keys' of the connection"
            remarks = []
        }
    }

    /// Types to ask the server for first, so that a second key of its own is not taken for a changed one. Empty where
    /// any will do, or where only fingerprints are known.
    var knownTypes: [String] {
        var seen: Set<String> = []
        return known.compactMap(\.type).filter { seen.insert($0).inserted }
    }

    var hasRevoked: Bool { !revoked.isEmpty }

    /// The key as it came over the wire, if it is the server's. Throws `sftp.hostkey.unknown`, `sftp.hostkey.changed`,
    /// `sftp.hostkey.revoked`, and `place.protocol` where it is no key.
    func judge(_ key: [UInt8]) throws(Fault) -> HostKey {
        guard let shown = HostKey(key) else {
            throw Fault(.placeProtocol, .stop, "What \(server) shows as its host key is none.")
        }
        if let entry = revoked.first(where: { $0.fingerprint == shown.fingerprint }) {
            throw fault(.sftpHostKeyRevoked, shown, "\(server) shows a host key that was revoked: \(entry.words).")
        }
        if known.contains(where: { $0.fingerprint == shown.fingerprint }) { return shown }
        throw known.isEmpty ? unknown(shown) : changed(shown)
    }

    private func unknown(_ shown: HostKey) -> Fault {
        fault(
            .sftpHostKeyUnknown, shown,
            said("\(server) was never trusted. The host key it shows is \(shown.type) \(shown.fingerprint)."),
            remedy: "Ask whoever runs the server for its fingerprint, by another way than this line. If it is exactly "
                + "\(shown.fingerprint): \(acceptance).")
    }

    private func changed(_ shown: HostKey) -> Fault {
        let before = known.map(\.words).joined(separator: "; ")
        return fault(
            .sftpHostKeyChanged, shown,
            said(
                "\(server) shows the host key \(shown.type) \(shown.fingerprint), which is not the one that was trusted: "
                    + "\(before)."))
    }

    private func said(_ sentence: String) -> String { ([sentence] + remarks).joined(separator: " ") }

    private func fault(_ code: Code, _ shown: HostKey, _ message: String, remedy: String? = nil) -> Fault {
        Fault(
            code, .stop, message, remedy: remedy,
            context: [
                "server": server, "type": shown.type, "fingerprint": shown.fingerprint,
                "trusted": known.map(\.fingerprint).joined(separator: " "),
            ])
    }

    private static func known(_ pin: String) -> Known {
        let words = pin.split(separator: " ").map(String.init)
        return Known(
            type: words.count > 1 ? words[0] : nil, fingerprint: words.last ?? "",
            words: "\(pin), from 'host_keys' of the connection")
    }

    private static func known(_ line: KnownHosts.Line, _ path: String) -> Known {
        Known(
            type: line.key.type, fingerprint: line.key.fingerprint,
            words: "\(line.key.type) \(line.key.fingerprint), line \(line.number) of \(path)")
    }

    private static func known(_ key: TrustedKey) -> Known {
        Known(type: key.type, fingerprint: key.fingerprint, words: key.words)
    }

    private static func remarks(_ file: KnownHosts, _ lines: [KnownHosts.Line], _ path: String) -> [String] {
        let damages = file.damages.prefix(3).map { "Line \($0.line) of \(path) \($0.reason)." }
        let more = file.damages.count > 3 ? ["\(file.damages.count - 3) more lines of it are damaged."] : []
        let authorities = lines.filter { $0.marker == .authority }.prefix(1).map {
            "Line \($0.number) of \(path) names a certificate authority, which is not used here."
        }
        return damages + more + authorities
    }
}
