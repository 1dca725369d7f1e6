/// Words that make a line of configuration one that is not repeated on a screen or in a log: somebody may have written
/// a secret into it.
enum SecretWords {
    static func occur(in text: String) -> Bool {
        let words = text.lowercased()
        return ["password", "passphrase", "secret", "token", "private"].contains { words.contains($0) }
    }
}
