import Glibc

/// The small words of XML, as far as they are plain.
extension XMLQuick {
    /// The letter and the length of one of the five references that need no declaration (XML 1.0, clause 4.6).
    static func reference(_ text: UnsafePointer<UInt8>, _ room: Int) -> (UInt8, Int)? {
        for (word, letter) in references where word.count <= room {
            if begins(text, word) { return (letter, word.count) }
        }
        return nil
    }

    private static let references: [([UInt8], UInt8)] = [
        ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&apos;", 0x27),
    ].map { (Array($0.0.utf8), $0.1) }

    @inline(__always)
    static func begins(_ text: UnsafePointer<UInt8>, _ word: [UInt8]) -> Bool {
        for index in 0..<word.count where text[index] != word[index] { return false }
        return true
    }

    /// The length of an ASCII name with at most one colon, from `start`; nil where there is none.
    @inline(__always)
    static func name(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start
        var colon = -1
        while index < end {
            let byte = base[index]
            if isLetter(byte) {
                index += 1
            } else if isFollower(byte) {
                if index == start || index == colon + 1 { return nil }
                index += 1
            } else if byte == 0x3A {
                if colon >= 0 || index == start { return nil }
                colon = index
                index += 1
            } else {
                break
            }
        }
        return index == start || colon == index - 1 ? nil : index - start
    }

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= 0x61 && lower <= 0x7A) || byte == 0x5F
    }

    @inline(__always)
    private static func isFollower(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || byte == 0x2D || byte == 0x2E
    }

    /// An address about which nobody complains: `http://` or `https://`, and words with slashes, points and hyphens.
    /// Nothing at all takes the default namespace away.
    static func isAddress(_ text: [UInt8]) -> Bool {
        if text.isEmpty { return true }
        for scheme in ["http://", "https://"] where text.starts(with: scheme.utf8) {
            let rest = text.dropFirst(scheme.utf8.count)
            return rest.first.map(isLetter) == true && rest.allSatisfy { isLetter($0) || isFollower($0) || $0 == 0x2F }
        }
        return false
    }

    /// The length of an XML declaration that says UTF-8, or nothing, of the encoding; 0 without one, -1 where it is another,
    /// nil where more bytes are needed to see.
    static func declaration(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let start = Array("<?xml ".utf8)
        let seen = min(count, start.count)
        guard begins(base, Array(start[..<seen])) else { return 0 }
        guard let end = memchr(base, 0x3E, min(count, 100)) else { return count < 100 ? nil : -1 }
        let length = UnsafeRawPointer(end) - UnsafeRawPointer(base) + 1
        let text = String(decoding: UnsafeBufferPointer(start: base, count: length), as: UTF8.self)
        return declarations.contains(text) ? length : -1
    }

    private static let declarations: Set<String> = {
        var all: Set<String> = []
        for quote in ["\"", "'"] {
            for encoding in ["", " encoding='UTF-8'", " encoding='utf-8'"] {
                for standalone in ["", " standalone='yes'", " standalone='no'"] {
                    all.insert("<?xml version='1.0'\(encoding)\(standalone)?>".replacing("'", with: quote))
                }
            }
        }
        return all
    }()
}
