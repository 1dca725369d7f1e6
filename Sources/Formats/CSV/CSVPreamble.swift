import Exchange

/// What the first bytes of a file say: a byte order mark, or that this is no CSV at all.
package enum CSVPreamble {
    /// What JSON is called.
    static let json = "a JSON file"
    /// As many bytes as the decision needs.
    static let length = 8

    /// Kinds of file by their first bytes, and what a person calls them.
    private static let kinds: [(magic: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "a gzip file"),
        (Array("PK\u{3}\u{4}".utf8), "a zip file (or an Excel workbook, which is one)"),
        (Array("%PDF".utf8), "a PDF file"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls)"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
        (Array("BZh".utf8), "a bzip2 file"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip file"),
        (Array("{\\rtf".utf8), "an RTF document"),
        (Array("<?xml".utf8), "an XML file"),
        (Array("[{".utf8), json),
        (Array("{\"".utf8), json),
        (Array("<!doctyp".utf8), "a web page, perhaps a log-in page"),
        (Array("<html".utf8), "a web page, perhaps a log-in page"),
    ]

    /// What kind of file begins like that, when it is none of text.
    package static func foreignKind(_ head: [UInt8]) -> String? {
        let lower = head.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        return kinds.first { head.starts(with: $0.magic) || lower.starts(with: $0.magic) }?.name
    }

    /// The UTF-16 that `head` shows by its mark, or by every other byte being zero.
    package static func wideEncoding(_ head: [UInt8]) -> TextEncoding? {
        if head.starts(with: [0xFF, 0xFE]) { return .utf16le }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16be }
        guard head.count >= 4 else { return nil }
        if head[0] != 0, head[1] == 0, head[2] != 0, head[3] == 0 { return .utf16le }
        if head[0] == 0, head[1] != 0, head[2] == 0, head[3] != 0 { return .utf16be }
        return nil
    }

    /// The byte order mark at the start of `head` for a file in `encoding`.
    package static func mark(_ head: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
        let marks: [[UInt8]]
        switch encoding {
        case .utf8: marks = [[0xEF, 0xBB, 0xBF]]
        case .latin1, .windows1252: marks = []
        case .utf16: marks = [[0xFF, 0xFE], [0xFE, 0xFF]]
        case .utf16le: marks = [[0xFF, 0xFE]]
        case .utf16be: marks = [[0xFE, 0xFF]]
        }
        return marks.first { head.starts(with: $0) } ?? []
    }

    /// Faults when `head` cannot begin a file in `encoding`.
    static func check(_ head: [UInt8], _ encoding: TextEncoding) throws(Fault) {
        if let kind = foreignKind(head) {
            throw Fault(.csvNotCSV, .reject, "this is \(kind), not CSV text", context: ["byte": "0"])
        }
        if encoding.unit == 1, let wide = wideEncoding(head) {
            throw Fault(
                .csvEncodingWide, .reject,
                "the file is \(wide.rawValue.uppercased()), but the profile says \(encoding.rawValue)",
                context: ["byte": "0"])
        }
        if encoding.unit == 1, encoding != .utf8, head.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw Fault(
                .csvEncoding, .reject, "the file has the mark of UTF-8, but the profile says \(encoding.rawValue)",
                remedy: "Write 'encoding: utf-8' in the profile.", context: ["byte": "0"])
        }
    }

    /// The byte order of a file that starts with `head`.
    static func isBigEndian(_ head: [UInt8], _ encoding: TextEncoding) -> Bool {
        switch encoding {
        case .utf16be: true
        case .utf16: wideEncoding(head) == .utf16be
        default: false
        }
    }
}
