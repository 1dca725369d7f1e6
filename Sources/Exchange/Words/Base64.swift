/// Base64 (RFC 4648, section 4).
package enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func text(_ bytes: [UInt8], padded: Bool = true) -> String {
        var made: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { made.append(letters[bits >> (18 - 6 * place) & 63]) }
            if padded { made += [UInt8](repeating: 0x3D, count: 3 - group.count) }
        }
        return String(decoding: made, as: UTF8.self)
    }

    /// Nil where it is none. Padding may be left out; nothing else may: no blanks, no bits left over.
    package static func bytes(_ text: some Collection<UInt8>) -> [UInt8]? {
        let padding = text.count % 4 == 0 ? text.suffix(2).count { $0 == 0x3D } : 0
        var made: [UInt8] = []
        made.reserveCapacity(text.count / 4 * 3)
        var bits = 0
        var held = 0
        for letter in text.dropLast(padding) {
            guard let value = value(letter) else { return nil }
            bits = bits << 6 | value
            held += 6
            if held < 8 { continue }
            held -= 8
            made.append(UInt8(bits >> held & 255))
            bits &= (1 << held) - 1
        }
        return held < 6 && bits == 0 ? made : nil
    }

    private static func value(_ letter: UInt8) -> Int? {
        switch letter {
        case 0x41...0x5A: Int(letter) - 0x41
        case 0x61...0x7A: Int(letter) - 0x61 + 26
        case 0x30...0x39: Int(letter) - 0x30 + 52
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }
}
