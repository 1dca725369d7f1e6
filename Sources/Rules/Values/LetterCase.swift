/// Which letters a value is rewritten in (Unicode's default mapping, no language's own).
package enum LetterCase: String, Hashable, Sendable, CaseIterable {
    case upper, lower

    /// Rewrites `bytes[start...]`. Plain letters in place; others through the standard library.
    func rewrite(_ bytes: inout [UInt8], from start: Int) {
        var isPlain = true
        let (first, last): (UInt8, UInt8) = self == .upper ? (0x61, 0x7A) : (0x41, 0x5A)
        for at in start..<bytes.count {
            let byte = bytes[at]
            if byte >= first && byte <= last { bytes[at] = byte ^ 0x20 }
            if byte >= 0x80 { isPlain = false }
        }
        if isPlain { return }
        let text = String(decoding: bytes[start...], as: UTF8.self)
        bytes.removeSubrange(start...)
        bytes.append(contentsOf: (self == .upper ? text.uppercased() : text.lowercased()).utf8)
    }
}
