import Foundation

/// Bytes as text, in the encodings the variants use.
enum PlainText {
    enum Encoding: String, Sendable {
        case utf8 = "utf-8"
        case windows = "windows-1252"
    }

    /// Nil where the bytes are no text in this encoding.
    static func text(_ bytes: [UInt8], _ encoding: Encoding) -> String? {
        if encoding == .utf8 { return String(validating: bytes, as: UTF8.self) }
        let gaps: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
        if bytes.contains(where: { gaps.contains($0) }) { return nil }
        return String(data: Data(bytes), encoding: .windowsCP1252)
    }

    /// Characters must be in the encoding.
    static func bytes(_ text: String, _ encoding: Encoding) -> [UInt8] {
        if encoding == .utf8 { return Array(text.utf8) }
        return text.data(using: .windowsCP1252).map(Array.init) ?? []
    }

    /// Without the blanks around it: ASCII white space and the no-break space.
    static func trimmed(_ text: String) -> String {
        // Almost every value begins and ends with a letter or a digit.
        let (first, last) = (text.utf8.first ?? 0x61, text.utf8.last ?? 0x61)
        if first > 0x20, first != 0xC2, last > 0x20, last < 0x80 { return text }
        let scalars = Array(text.unicodeScalars)
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { [9, 10, 11, 12, 13, 32, 0xA0].contains(scalar.value) }
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }
}
