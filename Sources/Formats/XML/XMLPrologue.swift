/// What the first bytes of a document say before a parser sees them.
struct XMLPrologue {
    /// Bytes in front that are left out: a byte order mark, blanks, what is no XML at all.
    var skipped = 0
    /// Something other than white space, or white space before a declaration, is among them.
    var isDirty = false
    var hasByteOrderMark = false
    /// As declared or shown by a byte order mark; nil where nothing says so, which means UTF-8 (XML 1.0, clause 4.3.3).
    var encoding: String?

    var isUTF8: Bool {
        guard let encoding else { return true }
        return ["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains(encoding.uppercased())
    }

    /// Whether markup is written in ASCII bytes.
    var isASCIIBased: Bool {
        guard let encoding = encoding?.uppercased() else { return true }
        return isUTF8 || encoding.hasPrefix("ISO-8859") || encoding.hasPrefix("WINDOWS-125")
            || encoding.hasPrefix("CP125")
    }

    init(_ head: UnsafeBufferPointer<UInt8>) {
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
            encoding = "UTF-16"
            return
        }
        hasByteOrderMark = head.starts(with: [0xEF, 0xBB, 0xBF])
        skipped = hasByteOrderMark ? 3 : 0
        guard let tag = head[skipped...].firstIndex(of: 0x3C) else { return }
        let before = head[skipped..<tag]
        let isDeclared = head[tag...].starts(with: "<?xml".utf8)
        isDirty = !before.isEmpty && (isDeclared || !before.allSatisfy(XMLRecord.isSpace))
        skipped = tag
        if isDeclared { encoding = XMLPrologue.declared(head[tag...]) }
    }

    /// The value of `encoding` in the declaration.
    private static func declared(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        guard let end = text.firstIndex(of: 0x3E) else { return nil }
        let words = String(decoding: text[..<end], as: UTF8.self)
        guard let found = words.firstMatch(of: /encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._\-]*)["']/) else { return nil }
        return String(found.1)
    }
}
