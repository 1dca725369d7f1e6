/// The text between the quotes of a JSON string (RFC 8259, clause 7).
enum JSONText {
    /// Appends what the string says. It has been parsed already, so every escape is whole.
    static func append(_ source: Slice<UnsafeBufferPointer<UInt8>>, to target: inout [UInt8]) {
        var index = source.startIndex
        while index < source.endIndex {
            guard source[index] == UInt8(ascii: "\\"), index + 1 < source.endIndex else {
                target.append(source[index])
                index += 1
                continue
            }
            if source[index + 1] == UInt8(ascii: "u") {
                index = appendScalar(source, index, &target)
            } else {
                target.append(plain(source[index + 1]))
                index += 2
            }
        }
    }

    private static func plain(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        default: letter
        }
    }

    /// `\uXXXX`, or two of them for one character; answers the index behind.
    private static func appendScalar(
        _ source: Slice<UnsafeBufferPointer<UInt8>>, _ index: Int, _ target: inout [UInt8]
    ) -> Int {
        let first = unit(source, index + 2) ?? 0xFFFD
        guard first & 0xFC00 == 0xD800, let second = unit(source, index + 8) else {
            TextDecoder.append(first, to: &target)
            return index + 6
        }
        TextDecoder.append(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF), to: &target)
        return index + 12
    }

    /// The four hexadecimal digits at `index`.
    static func unit(_ source: Slice<UnsafeBufferPointer<UInt8>>, _ index: Int) -> UInt32? {
        guard index + 4 <= source.endIndex else { return nil }
        var value: UInt32 = 0
        for place in index..<index + 4 {
            guard let digit = digit(source[place]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    /// `text` as a JSON string, its quotes included.
    static func quoted(_ text: [UInt8]) -> [UInt8] {
        var quoted: [UInt8] = [0x22]
        for byte in text {
            if byte == 0x22 || byte == 0x5C { quoted.append(0x5C) }
            if byte < 0x20 {
                quoted += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
            } else {
                quoted.append(byte)
            }
        }
        return quoted + [0x22]
    }
}
