import Exchange

/// A file of host keys in the format of OpenSSH (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
struct KnownHosts: Sendable {
    struct Line: Sendable {
        enum Marker: Sendable { case none, revoked, authority }

        let number: Int
        let marker: Marker
        let hosts: HostPatterns
        let key: HostKey
    }

    /// A line that was not understood, and why: the end of a sentence.
    struct Damage: Hashable, Sendable {
        let line: Int
        let reason: String
    }

    private(set) var lines: [Line] = []
    private(set) var damages: [Damage] = []

    /// Every line is judged by itself: a damaged one hides none of the others.
    init(_ bytes: [UInt8]) {
        let all = bytes.split(separator: 10, omittingEmptySubsequences: false)
        for (index, line) in all.enumerated() {
            let text = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            switch KnownHosts.line(words, number: index + 1) {
            case .success(let line): lines.append(line)
            case .failure(let problem): damages.append(Damage(line: index + 1, reason: problem.reason))
            }
        }
    }

    /// The lines that speak of a server.
    func lines(host: String, port: Int) -> [Line] {
        let name = HostPatterns.name(host: host, port: port)
        return lines.filter { $0.hosts.match(name) }
    }

    private struct Problem: Error { let reason: String }

    private static func line(_ words: [String], number: Int) -> Result<Line, Problem> {
        var words = words[...]
        var marker = Line.Marker.none
        if let first = words.first, first.hasPrefix("@") {
            words = words.dropFirst()
            switch first {
            case "@revoked": marker = .revoked
            case "@cert-authority": marker = .authority
            default: return .failure(Problem(reason: "has a mark that is neither @revoked nor @cert-authority"))
            }
        }
        guard words.count >= 3 else { return .failure(Problem(reason: "has not the three parts hosts, type and key")) }
        let parts = Array(words.prefix(3))
        guard let hosts = HostPatterns(parts[0]) else { return .failure(Problem(reason: "names no host")) }
        if Int(parts[1]) != nil { return .failure(Problem(reason: "has a key of SSH 1, which nobody uses any more")) }
        guard let blob = Base64.bytes(parts[2].utf8), let key = HostKey(blob) else {
            return .failure(Problem(reason: "has a damaged key"))
        }
        guard key.type == parts[1] else {
            return .failure(Problem(reason: "calls its key another type than the key itself does"))
        }
        return .success(Line(number: number, marker: marker, hosts: hosts, key: key))
    }
}
