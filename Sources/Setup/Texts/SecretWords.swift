/// Words that make a line of configuration one that is not repeated on a screen or in a log: somebody may have written
/// a secret into it.
enum SecretWords {
    static func occur(in text: String) -> Bool {
        let words = text.lowercased()
        return ["password", "passphrase", "secret", "token", "private"].contains { words.contains($0) }
            || hasBareKey(words)
    }

    /// Whether `key:` stands there with something else behind it than where a secret is kept.
    private static func hasBareKey(_ text: String) -> Bool {
        var rest = text[...]
        while let found = rest.firstRange(of: "key") {
            rest = rest[found.upperBound...]
            let behind = rest.drop { $0 == "\"" || $0 == "'" || $0 == " " }
            guard behind.first == ":" else { continue }
            let value = behind.dropFirst().drop { $0 == "\"" || $0 == "'" || $0 == " " }
            if !["file:", "credential:", "env:"].contains(where: { value.hasPrefix($0) }) { return true }
        }
        return false
    }
}
