import Exchange

/// The shapes of names that are handed to SSH. Nothing that begins with '-', which a program could take for an option.
enum SSHNames {
    /// A host's name, an IPv4 or an IPv6 address (without brackets).
    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253 && !text.hasPrefix("-") && !text.hasPrefix(".")
            && text.utf8.allSatisfy { isLetter($0) || [0x2D, 0x2E, 0x3A, 0x5F].contains($0) }
            && (!text.contains(":") || text.count { $0 == ":" } >= 2)
    }

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
            && (isBracketed ? isHost(String(host.dropFirst().dropLast())) : !host.contains(":") && isHost(String(host)))
    }

    /// `2027-06-30`.
    static func day(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
        return numbers.count == 3 ? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
