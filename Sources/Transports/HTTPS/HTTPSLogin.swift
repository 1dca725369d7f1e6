import Exchange

/// How a connection proves to a web server who it is.
enum HTTPSLogin: Hashable, Sendable {
    case nobody
    case password(user: String, SecretSource)
    /// A bearer token (RFC 6750).
    case token(SecretSource)

    /// Whose login it is, for messages; nil where there is none.
    var user: String? {
        switch self {
        case .nobody: nil
        case .password(let user, _): user
        case .token: "the token"
        }
    }

    /// A secret that is kept where others might find it, by the setting's key.
    var doubts: [(key: String, words: String)] {
        let kept: (key: String, source: SecretSource)? =
            switch self {
            case .nobody: nil
            case .password(_, let source): ("password", source)
            case .token(let source): ("token", source)
            }
        guard let kept, case .environment(let name) = kept.source else { return [] }
        let words =
            "the \(kept.key) is taken from the environment variable \(name), which every program started from here sees; "
            + "'file:' or 'credential:' keeps it to this one"
        return [(kept.key, words)]
    }
}
