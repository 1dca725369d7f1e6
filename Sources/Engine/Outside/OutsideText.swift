/// Text of other people's programs, made fit to be shown and stored.
enum OutsideText {
    /// Control characters as escapes: nothing moves a terminal's cursor, and no line can pretend to be ours. Line ends
    /// within it become `\n`.
    static func shown(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.map(shown).joined()
        return text.hasSuffix("\\n") ? String(text.dropLast(2)) : text
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control where scalar == "\n": "\\n"
        case .control where scalar == "\t": "\\t"
        // Format characters turn the direction of writing, among other things.
        case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
        default: String(scalar)
        }
    }
}
