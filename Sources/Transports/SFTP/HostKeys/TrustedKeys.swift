import Exchange

/// The host keys of one connection that persons decided about, kept in the connection's memory: a line each, of type,
/// fingerprint, seconds since 1970, person and reason, with tabs between; `@revoked` in front of those that were.
enum TrustedKeys {
    static let memoryKey = "host-keys"

    /// In the order in which they were decided about. A line that is none is `sftp.knownhosts`: trust is never forgotten
    /// silently, nor is a revocation.
    static func recall(_ memory: any PlaceMemory) throws(Fault) -> [TrustedKey] {
        guard let text = try memory.recall(memoryKey) else { return [] }
        var keys: [TrustedKey] = []
        for line in text.split(separator: "\n") {
            guard let key = key(line) else {
                throw Fault(
                    .sftpKnownHosts, .stop, "What is remembered of this connection's host keys is damaged.",
                    remedy: "Restore the state folder's 'places' from a backup, or trust the server anew with "
                        + "'exchange connections trust NAME' after comparing fingerprints.")
            }
            keys.append(key)
        }
        return keys
    }

    /// The latest word about a key replaces what was said of it before.
    static func record(_ key: TrustedKey, in memory: any PlaceMemory) throws(Fault) {
        let kept = try recall(memory).filter { $0.fingerprint != key.fingerprint }
        try memory.keep(memoryKey, (kept + [key]).map(line).joined(separator: "\n"))
    }

    private static func line(_ key: TrustedKey) -> String {
        let columns = [key.type, key.fingerprint, String(key.at.seconds), key.person, key.reason]
        return (key.isRevoked ? ["@revoked"] + columns : columns).joined(separator: "\t")
    }

    private static func key(_ line: Substring) -> TrustedKey? {
        var columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        let isRevoked = columns.first == "@revoked"
        if isRevoked { columns.removeFirst() }
        guard columns.count == 5, let fingerprint = Fingerprint.read(columns[1]), let seconds = Int(columns[2]) else {
            return nil
        }
        return TrustedKey(
            type: columns[0], fingerprint: fingerprint, at: Moment(seconds: seconds), person: columns[3],
            reason: columns[4], isRevoked: isRevoked)
    }
}
