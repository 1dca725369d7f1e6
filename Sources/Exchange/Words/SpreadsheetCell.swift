/// Text for the cells of files that people open in a spreadsheet. Files for machines hold it as it is.
package enum SpreadsheetCell {
    /// `=`, `+`, `-` and `@` begin a formula, in full width too; some programs look behind blanks, invisible characters and
    /// quotes, and some cut cells at a semicolon, a tab or a line end whatever the file means.
    package static func neutral(_ text: String) -> String {
        if let first = text.utf8.first, isPlain(first), !text.utf8.contains(where: ",;|\t\r\n".utf8.contains) {
            return text
        }
        var out: [Unicode.Scalar] = []
        var start: Int? = 0
        for scalar in text.unicodeScalars {
            if let place = start, formula.contains(scalar) {
                out.insert("'", at: place)
                start = nil
            }
            out.append(scalar)
            if cuts.contains(scalar) {
                start = out.count
            } else if !isNothing(scalar) {
                start = nil
            }
        }
        if let first = out.first, "\t\r\n".unicodeScalars.contains(first) { out.insert("'", at: 0) }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: out)
        return String(shown)
    }

    /// An ASCII letter or digit: nearly everything begins with one.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static let formula: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    private static let cuts: Set<Unicode.Scalar> = [";", ",", "|", "\t", "\r", "\n"]

    /// What nobody sees before a value, or takes for a quote.
    private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
            || scalar.properties.generalCategory == .control || scalar == "\"" || scalar == "'"
    }
}
