import Exchange

/// The characters a target can carry, and what becomes of others: refused, or rewritten by a declared rule; never dropped.
package struct LayoutLetters: Hashable, Sendable {
    package enum Encoding: String, Hashable, Sendable, CaseIterable {
        case utf8 = "utf-8"
        case latin1 = "iso-8859-1"
        case windows1252 = "windows-1252"
        case ascii
    }

    package let encoding: Encoding
    /// Tabs and line ends may stand in values: in XML and JSON, which can write them.
    package let mayBreak: Bool
    /// A character and what is written instead.
    let table: LookupTable?
    /// Letters of the Latin alphabet lose their marks, typographic quotes and dashes become plain.
    let folds: Bool

    /// Appends UTF-8 in this encoding. Answers the place of the first character it cannot carry, from 1 (`bytes` is of no
    /// use then), or nil.
    package func append(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Int? {
        // Nearly everything is plain.
        if text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            bytes.append(contentsOf: text)
            return nil
        }
        var place = 0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            place += 1
            if put(scalar, &bytes) { continue }
            guard let other = replacement(scalar) else { return place }
            for scalar in other.unicodeScalars where !put(scalar, &bytes) { return place }
        }
        return nil
    }

    /// The same for a word of the layout's own; nil where it cannot be carried.
    package func encoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        return append(Array(text.utf8)[...], to: &bytes) == nil ? bytes : nil
    }

    private func replacement(_ scalar: Unicode.Scalar) -> String? {
        if let found = table?.target(String(scalar)) { return found }
        return folds ? LatinFolding.plain(scalar) : nil
    }

    /// Nothing where it cannot be written.
    private func put(_ scalar: Unicode.Scalar, _ bytes: inout [UInt8]) -> Bool {
        let value = scalar.value
        if value < 0x20 { guard mayBreak, value == 9 || value == 10 || value == 13 else { return false } }
        // C1 controls, and what stands for something that could not be read.
        if value >= 0x7F && value < 0xA0 || value == 0xFFFD || value == 0xFFFE || value == 0xFFFF { return false }
        if value < 0x80 {
            bytes.append(UInt8(value))
            return true
        }
        switch encoding {
        case .ascii: return false
        case .latin1:
            guard value < 0x100 else { return false }
            bytes.append(UInt8(value))
        case .windows1252:
            guard let byte = LayoutLetters.windows[value] ?? (value < 0x100 ? UInt8(value) : nil) else { return false }
            bytes.append(byte)
        case .utf8: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
        return true
    }

    /// Characters in a text of this encoding.
    package func count(_ text: ArraySlice<UInt8>) -> Int {
        encoding == .utf8 ? text.count { $0 & 0xC0 != 0x80 } : text.count
    }

    /// How many bytes its first `characters` are.
    package func bytes(of text: ArraySlice<UInt8>, first characters: Int) -> Int {
        guard encoding == .utf8 else { return min(text.count, characters) }
        var seen = 0
        for (index, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
            if seen == characters { return index }
            seen += 1
        }
        return text.count
    }

    /// Unicode's `CP1252.TXT`, bytes 80 to 9F.
    private static let windows: [UInt32: UInt8] = {
        let upper: [UInt32] = [
            0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
            0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
            0x0153, 0, 0x017E, 0x0178,
        ]
        var bytes: [UInt32: UInt8] = [:]
        for (index, value) in upper.enumerated() where value > 0 { bytes[value] = UInt8(0x80 + index) }
        return bytes
    }()
}
