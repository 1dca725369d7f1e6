/// UTF-8 to another encoding, strictly.
struct TextWriter {
    let encoding: TextEncoding

    /// Byte order: UTF-16 without a stated one is written little-endian, as Excel does.
    private var bigEndian: Bool { encoding == .utf16be }

    /// What a file in this encoding starts with. UTF-16 is not readable without its mark.
    var byteOrderMark: [UInt8] {
        switch encoding {
        case .utf8, .latin1, .windows1252: []
        case .utf16, .utf16le: [0xFF, 0xFE]
        case .utf16be: [0xFE, 0xFF]
        }
    }

    /// Appends valid UTF-8 in this encoding; false when it is not valid or a character cannot be written (`target` is
    /// of no use then).
    func append(_ text: [UInt8], to target: inout [UInt8]) -> Bool {
        let isValid = text.withUnsafeBufferPointer { UTF8Check.firstInvalid($0) == nil }
        guard isValid else { return false }
        if encoding == .utf8 {
            target.append(contentsOf: text)
            return true
        }
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            guard append(scalar, to: &target) else { return false }
        }
        return true
    }

    private func append(_ scalar: Unicode.Scalar, to target: inout [UInt8]) -> Bool {
        switch encoding {
        case .latin1: return narrow(scalar.value < 0x100 ? UInt8(scalar.value) : nil, &target)
        case .windows1252: return narrow(Windows1252.byte(scalar.value), &target)
        default: break
        }
        for unit in UTF16.encode(scalar) ?? .init() {
            target.append(UInt8(truncatingIfNeeded: bigEndian ? unit >> 8 : unit))
            target.append(UInt8(truncatingIfNeeded: bigEndian ? unit : unit >> 8))
        }
        return true
    }

    private func narrow(_ byte: UInt8?, _ target: inout [UInt8]) -> Bool {
        guard let byte else { return false }
        target.append(byte)
        return true
    }
}
