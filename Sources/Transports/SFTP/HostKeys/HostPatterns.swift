import Exchange
import Machine

/// The names a line of known_hosts speaks of: `a.example.edu,*.example.org,![b.example.org]:2022`, or one that is hidden
/// (`|1|salt|hash`). sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
enum HostPatterns: Hashable, Sendable {
    case plain([String])
    case hashed(salt: [UInt8], digest: [UInt8])

    /// Nil where it is neither.
    init?(_ text: String) {
        guard text.hasPrefix("|") else {
            let names = text.lowercased().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard names.allSatisfy({ !$0.isEmpty && $0 != "!" }) else { return nil }
            self = .plain(names)
            return
        }
        let parts = text.dropFirst().split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "1", let salt = Base64.bytes(parts[1].utf8),
            let digest = Base64.bytes(parts[2].utf8), salt.count == 20, digest.count == 20
        else { return nil }
        self = .hashed(salt: salt, digest: digest)
    }

    /// How a server is called in such a file: by its name alone on port 22, else `[name]:port`.
    static func name(host: String, port: Int) -> String {
        port == 22 ? host.lowercased() : "[\(host.lowercased())]:\(port)"
    }

    /// A name that is excluded (`!`) is not matched, whatever else stands there.
    func match(_ name: String) -> Bool {
        switch self {
        case .hashed(let salt, let digest): return KeyedSHA1.digest(of: Array(name.utf8), key: salt) == digest
        case .plain(let patterns):
            let excluded = patterns.contains { $0.hasPrefix("!") && HostPatterns.fits($0.dropFirst(), name) }
            return !excluded && patterns.contains { !$0.hasPrefix("!") && HostPatterns.fits($0[...], name) }
        }
    }

    /// `*` stands for any letters, `?` for one. One walk with one place to go back to: no pattern takes long.
    private static func fits(_ pattern: Substring, _ name: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let name = Array(name.utf8)
        var at = 0
        var place = 0
        var star: (pattern: Int, name: Int)?
        while place < name.count {
            if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
                star = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == UInt8(ascii: "?") || pattern[at] == name[place] {
                at += 1
                place += 1
            } else if let back = star {
                star = (back.pattern, back.name + 1)
                at = back.pattern + 1
                place = back.name + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
