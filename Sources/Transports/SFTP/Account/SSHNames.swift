import Exchange

/// The shapes of names that are handed to SSH. Nothing that begins with '-', which a program could take for an option.
enum SSHNames {
    /// Some services have mail addresses for accounts.
    static func isUser(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 255 && !text.hasPrefix("-")
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0.value > 0x20 && $0.value != 0x7F }
    }

    /// `user@host:port`; `[address]` for IPv6.
    static func isJump(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@"), let colon = text.lastIndex(of: ":"), at < colon else { return false }
        let port = Int(text[text.index(after: colon)...])
        let host = text[text.index(after: at)..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        return isUser(String(text[..<at])) && port.map((1...65_535).contains) == true
            && (isBracketed
                ? NetworkNames.isHost(String(host.dropFirst().dropLast()))
                : !host.contains(":") && NetworkNames.isHost(String(host)))
    }
}
