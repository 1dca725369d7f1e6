extension Node {
    /// A text as a configuration file spells it, in a block or between braces: bare where that is safe, else in double
    /// quotes (YAML 1.1, section 5.6).
    package static func spelled(_ text: String) -> String {
        isBare(text) ? text : "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func isBare(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.last != " " else { return false }
        if ["null", "yes", "no", "true", "false", "on", "off", "y", "n"].contains(text.lowercased()) { return false }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || " -./".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\t": return "\\t"
        case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        case "\u{2028}", "\u{2029}":
            return "\\u" + String(scalar.value, radix: 16, uppercase: true)
        default: return String(scalar)
        }
    }
}
