/// How characters of an interchange were written as bytes.
package enum EDICharset: String, Sendable, CaseIterable {
    case ascii = "ISO 646"
    case utf8 = "UTF-8"
    case latin1 = "ISO 8859-1"
    case iso2 = "ISO 8859-2"
    case iso3 = "ISO 8859-3"
    case iso4 = "ISO 8859-4"
    case iso5 = "ISO 8859-5"
    case iso6 = "ISO 8859-6"
    case iso7 = "ISO 8859-7"
    case iso8 = "ISO 8859-8"
    case iso9 = "ISO 8859-9"

    /// What a syntax identifier declares (ISO 9735, 0001; `UNOY` and `UNOW` as they are used); nil for one that names no set
    /// known here, such as `UNOX` (ISO 2022) or an industry's own.
    package static func declared(by identifier: String) -> EDICharset? {
        switch identifier {
        case "UNOA", "UNOB": .ascii
        case "UNOC": .latin1
        case "UNOD": .iso2
        case "UNOE": .iso5
        case "UNOF": .iso7
        case "UNOG": .iso3
        case "UNOH": .iso4
        case "UNOI": .iso6
        case "UNOJ": .iso8
        case "UNOK": .iso9
        case "UNOY", "UNOW": .utf8
        default: nil
        }
    }

    /// As UTF-8. A byte that stands for nothing becomes U+FFFD: whoever judged the message has said so.
    func decode(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 > 0x7F }) else { return bytes }
        switch self {
        case .utf8:
            return Array(String(decoding: bytes, as: UTF8.self).utf8)
        case .ascii, .latin1:
            return narrow(bytes) { UInt32($0) }
        default:
            let upper = EDIAlphabets.upper[self] ?? []
            return narrow(bytes) { $0 < 0xA0 ? UInt32($0) : upper[Int($0) - 0xA0] }
        }
    }

    private func narrow(_ bytes: [UInt8], _ scalar: (UInt8) -> UInt32) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 2)
        for byte in bytes { TextDecoder.append(scalar(byte), to: &text) }
        return text
    }

    /// The bytes of `text`; nil where a character has none.
    func encode(_ text: String) -> [UInt8]? {
        if self == .utf8 { return Array(text.utf8) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            guard let byte = byte(scalar.value) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private func byte(_ scalar: UInt32) -> UInt8? {
        if scalar < 0x80 { return UInt8(scalar) }
        switch self {
        case .ascii, .utf8: return nil
        case .latin1: return scalar < 0x100 ? UInt8(scalar) : nil
        default:
            guard scalar != 0xFFFD, let place = EDIAlphabets.upper[self]?.firstIndex(of: scalar) else { return nil }
            return UInt8(0xA0 + place)
        }
    }

    /// A part of ISO 8859 that leaves bytes without a character.
    var hasGaps: Bool { EDIAlphabets.upper[self]?.contains(0xFFFD) ?? false }

    func isGap(_ byte: UInt8) -> Bool { byte >= 0xA0 && EDIAlphabets.upper[self]?[Int(byte) - 0xA0] == 0xFFFD }
}
