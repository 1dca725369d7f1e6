import Exchange
import Machine

extension SFTPTransport: KeyShowing {
    package var keyRule: String? {
        switch account.hostKeys {
        case .pins: "pinned under 'host_keys' of the connection"
        case .knownHosts(let path): "in the known_hosts file \(path)"
        case .trusted: nil
        }
    }

    /// By ssh-keyscan(1), which asks for each type of key and logs in nowhere.
    package func shownKeys(_ visit: Visit) throws(Fault) -> [ShownKey] {
        guard account.jump == nil else {
            throw Fault(
                .sftpSSH, .stop,
                "The keys of \(account.address) cannot be looked at from here: the way leads through \(account.jump ?? "").",
                remedy: "Get the fingerprint from whoever runs the server and write it under 'host_keys'.")
        }
        let limit = TimeLimit(milliseconds: account.timeouts.connectMilliseconds, abort: visit.abort)
        let addresses = try Dialling.resolve(account.host, rule: account.addresses, limit: limit)
        var keys: [ShownKey] = []
        for address in addresses where keys.isEmpty { keys = try scan(address.description) }
        guard !keys.isEmpty else {
            throw Fault(
                .placeUnreachable, .retry(after: 60), "\(account.address) showed no host key.",
                context: ["address": account.address])
        }
        return keys
    }

    package func recallKeys(_ memory: any PlaceMemory) throws(Fault) -> [TrustedHostKey] {
        try TrustedKeys.recall(memory).map {
            TrustedHostKey(
                ShownKey(type: $0.type, fingerprint: $0.fingerprint), at: $0.at, by: $0.person, because: $0.reason,
                isRevoked: $0.isRevoked)
        }
    }

    package func recordKey(_ key: TrustedHostKey, _ memory: any PlaceMemory) throws(Fault) {
        let kept = TrustedKey(
            type: key.key.type, fingerprint: key.key.fingerprint, at: key.moment, person: key.person,
            reason: key.reason, isRevoked: key.isRevoked)
        try TrustedKeys.record(kept, in: memory)
    }

    private func scan(_ address: String) throws(Fault) -> [ShownKey] {
        let seconds = max(1, min(account.timeouts.connectMilliseconds / 1000, 30))
        let child = ChildProcess(
            "/usr/bin/ssh-keyscan", ["-T", "\(seconds)", "-p", "\(account.port)", "-t", "ed25519,ecdsa,rsa", address],
            deadlineMilliseconds: (seconds + 5) * 4000, outputLimit: 1 << 20)
        let outcome: ChildProcess.Outcome
        do throws(Fault) { outcome = try child.run() } catch {
            throw Fault(
                .sftpSSH, .stop, "Looking at a server's keys needs ssh-keyscan, which could not be started.",
                remedy: "Install the package openssh-client, or get the fingerprint from whoever runs the server and "
                    + "write it under 'host_keys' of the connection.")
        }
        // Lines `host type base64`; what is none is talk.
        let keys = outcome.output.split(separator: 10).compactMap { line -> ShownKey? in
            let words = line.split(separator: 32)
            guard words.count == 3, let blob = Base64.bytes(words[2]), let key = HostKey(blob) else { return nil }
            return ShownKey(type: key.type, fingerprint: key.fingerprint)
        }
        return keys.sorted { $0.type < $1.type }
    }
}
