import Exchange

/// Fingerprints as people write them.
enum Fingerprint {
    /// `SHA256:` and 43 letters; `=` at the end, as other programs print it, is taken off. Nil for anything else.
    static func read(_ text: String) -> String? {
        guard text.hasPrefix("SHA256:") else { return nil }
        var letters = text.dropFirst(7)
        if letters.count == 44, letters.last == "=" { letters = letters.dropLast() }
        guard letters.utf8.count == 43, let bytes = Base64.bytes(letters.utf8), bytes.count == 32 else { return nil }
        return "SHA256:\(letters)"
    }

    /// The types of host keys there are.
    static let types = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa", "ssh-dss",
    ]

    /// As `read`, where the key's type may stand in front.
    static func pin(_ text: String) -> String? {
        guard let space = text.firstIndex(of: " ") else { return read(text) }
        let type = String(text[..<space])
        guard types.contains(type), let print = read(String(text[text.index(after: space)...])) else { return nil }
        return "\(type) \(print)"
    }

    /// What is wrong with what was written, as the end of a sentence.
    static func problem(_ text: String) -> String {
        let wanted = "write the one that 'ssh-keygen -l' prints, SHA256: and 43 letters"
        let bare = text.lowercased()
        if bare.hasPrefix("md5:") || bare.split(separator: ":").count == 16 {
            return "is an MD5 fingerprint, which can be forged; \(wanted)"
        }
        if bare.hasPrefix("ssh-") || bare.hasPrefix("ecdsa-") || bare.hasPrefix("aaaa") {
            return "is a key, not its fingerprint; \(wanted)"
        }
        if bare.hasPrefix("sha1:") { return "is a SHA-1 fingerprint, which can be forged; \(wanted)" }
        return "is no fingerprint; \(wanted)"
    }
}
