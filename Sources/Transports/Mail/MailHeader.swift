import Exchange

/// Header fields as mail has them (RFC 5322, 2.2; RFC 2047). Whatever a value holds, it stays inside its field: what could
/// end a line is a blank.
enum MailHeader {
    private static let lineLength = 76

    /// `Subject: …` with its line end; folded, and in encoded words where it is not plain ASCII.
    static func text(_ name: String, _ value: String) -> String {
        let clean = clean(value)
        if isPlain(clean) { return folded(name, clean.split(separator: " ").map(String.init), by: " ") }
        return folded(name, encodedWords(clean, room: lineLength - name.utf8.count - 2), by: " ")
    }

    /// `To: …` of addresses, each of which is checked already.
    static func addresses(_ name: String, _ addresses: [MailAddress]) -> String {
        let words = addresses.map(\.description)
        return folded(name, words.dropLast().map { $0 + "," } + words.suffix(1), by: " ")
    }

    /// `From: "Name" <address>`.
    static func mailbox(_ name: String, called: String, _ address: MailAddress) -> String {
        let clean = clean(called)
        if clean.isEmpty { return folded(name, [address.description], by: " ") }
        let quoted = "\"" + clean.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        let isShort = isPlain(clean) && quoted.utf8.count < lineLength - name.utf8.count - 2
        let words = isShort ? [quoted] : encodedWords(clean, room: lineLength - name.utf8.count - 2)
        return folded(name, words + ["<\(address)>"], by: " ")
    }

    /// Control characters, and what ends a line for some reader, become blanks.
    private static func clean(_ text: String) -> String {
        var clean = ""
        for scalar in text.unicodeScalars {
            let ends =
                scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
            clean.unicodeScalars.append(ends ? " " : scalar)
        }
        return clean
    }

    /// What is no encoded word, and must not pass for one.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x80 } && !text.contains("=?")
            && text.split(separator: " ").allSatisfy { $0.utf8.count < lineLength - 12 }
    }

    /// At most 75 characters each, no character split between two (RFC 2047, 2 and 5).
    private static func encodedWords(_ text: String, room: Int) -> [String] {
        let (head, tail) = ("=?UTF-8?B?", "?=")
        var words: [String] = []
        var piece: [UInt8] = []
        func most() -> Int { (min(75, words.isEmpty ? room : 75) - head.count - tail.count) / 4 * 3 }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if piece.count + bytes.count > most() {
                words.append(head + Base64.text(piece) + tail)
                piece = []
            }
            piece += bytes
        }
        if !piece.isEmpty { words.append(head + Base64.text(piece) + tail) }
        return words
    }

    private static func folded(_ name: String, _ words: [String], by gap: String) -> String {
        var lines = ["\(name):"]
        for word in words {
            let last = lines[lines.count - 1]
            // A field's name alone on a line is read wrongly by some.
            if last.utf8.count + 1 + word.utf8.count > lineLength, last != "\(name):" {
                lines.append(gap + word)
            } else {
                lines[lines.count - 1] = last + " " + word
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }
}
