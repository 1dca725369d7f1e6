/// How characters were written as bytes. Every one of these is decoded strictly: what is not valid is said, never replaced.
package enum TextEncoding: String, Sendable, CaseIterable {
    /// RFC 3629, with or without a byte order mark.
    case utf8 = "utf-8"
    /// ISO/IEC 8859-1: every byte is a character.
    case latin1 = "iso-8859-1"
    /// Microsoft's code page 1252: five bytes (81 8D 8F 90 9D) are not characters.
    case windows1252 = "windows-1252"
    /// RFC 2781; the byte order mark decides, and without one the first bytes do.
    case utf16 = "utf-16"
    case utf16le = "utf-16le"
    case utf16be = "utf-16be"

    /// An encoding by one of the names people write: `UTF8`, `Latin-1`, `cp1252`.
    package init?(named name: String) {
        let bare = String(name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
        switch bare {
        case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
        case "iso88591", "latin1", "l1": self = .latin1
        case "windows1252", "cp1252", "win1252", "ansi": self = .windows1252
        case "utf16", "unicode", "ucs2": self = .utf16
        case "utf16le": self = .utf16le
        case "utf16be": self = .utf16be
        default: return nil
        }
    }

    /// Bytes in a code unit.
    package var unit: Int {
        switch self {
        case .utf8, .latin1, .windows1252: 1
        case .utf16, .utf16le, .utf16be: 2
        }
    }
}
