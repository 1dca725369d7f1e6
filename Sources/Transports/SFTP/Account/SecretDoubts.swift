import Exchange

/// Secrets that are kept where others might find them.
enum SecretDoubts {
    /// By the setting's key, in the order of the connection.
    static func all(_ account: SSHAccount) -> [(key: String, words: String)] {
        account.credentials.flatMap { credential -> [(key: String, source: SecretSource?)] in
            switch credential {
            case .key(let key, let passphrase, _): [("key", key), ("passphrase", passphrase)]
            case .password(let password): [("password", password)]
            case .agent: []
            }
        }.compactMap { key, source in
            guard case .environment(let name) = source else { return nil }
            return (
                key,
                "the \(key) is taken from the environment variable \(name), which every program started from here sees; "
                    + "'file:' or 'credential:' keeps it to this one"
            )
        }
    }

    /// The same for a report.
    static func remarks(_ account: SSHAccount) -> [String] {
        all(account).map { "Connection '\(account.name)': \($0.words)." }
    }
}
