/// Source bytes of one encoding to UTF-8, strictly.
struct TextDecoder {
    let encoding: TextEncoding
    let bigEndian: Bool

    /// Appends `source` to `target` as UTF-8. Returns the offset of the first byte that is no character, or nil when all
    /// was; `target` is of no use then.
    func append(_ source: UnsafeBufferPointer<UInt8>, to target: inout [UInt8]) -> Int? {
        switch encoding {
        case .utf8: utf8(source, &target)
        case .latin1: narrow(source, &target) { UInt32($0) }
        case .windows1252: narrow(source, &target, Windows1252.scalar)
        case .utf16, .utf16le, .utf16be: wide(source, &target)
        }
    }

    private func utf8(_ source: UnsafeBufferPointer<UInt8>, _ target: inout [UInt8]) -> Int? {
        if let bad = UTF8Check.firstInvalid(source) { return bad }
        target.append(contentsOf: source)
        return nil
    }

    private func narrow(
        _ source: UnsafeBufferPointer<UInt8>, _ target: inout [UInt8], _ scalar: (UInt8) -> UInt32?
    ) -> Int? {
        for (offset, byte) in source.enumerated() {
            guard let value = scalar(byte) else { return offset }
            TextDecoder.append(value, to: &target)
        }
        return nil
    }

    private func wide(_ source: UnsafeBufferPointer<UInt8>, _ target: inout [UInt8]) -> Int? {
        var offset = 0
        while offset + 2 <= source.count {
            let first = unit(source, offset)
            guard first & 0xF800 == 0xD800 else {
                TextDecoder.append(first, to: &target)
                offset += 2
                continue
            }
            guard first < 0xDC00, offset + 4 <= source.count else { return offset }
            let second = unit(source, offset + 2)
            guard second & 0xFC00 == 0xDC00 else { return offset }
            TextDecoder.append(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF), to: &target)
            offset += 4
        }
        return offset == source.count ? nil : offset
    }

    private func unit(_ source: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt32 {
        let first = UInt32(source[offset])
        let second = UInt32(source[offset + 1])
        return bigEndian ? first << 8 | second : second << 8 | first
    }

    /// The code unit at `offset`, which has all its bytes.
    func value(_ source: [UInt8], _ offset: Int) -> UInt32 {
        if encoding.unit == 1 { return UInt32(source[offset]) }
        return source.withUnsafeBufferPointer { unit($0, offset) }
    }

    /// The code unit at `offset`, which has all its bytes.
    @inline(__always)
    func value(_ source: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt32 {
        encoding.unit == 1 ? UInt32(source[offset]) : unit(source, offset)
    }

    /// Appends one scalar (no surrogate) as UTF-8.
    static func append(_ scalar: UInt32, to target: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            target.append(UInt8(scalar))
        case 0x80..<0x800:
            target.append(0xC0 | UInt8(scalar >> 6))
            target.append(tail(scalar))
        case 0x800..<0x10000:
            target.append(0xE0 | UInt8(scalar >> 12))
            target.append(tail(scalar >> 6))
            target.append(tail(scalar))
        default:
            target.append(0xF0 | UInt8(scalar >> 18))
            target.append(tail(scalar >> 12))
            target.append(tail(scalar >> 6))
            target.append(tail(scalar))
        }
    }

    private static func tail(_ scalar: UInt32) -> UInt8 { 0x80 | UInt8(scalar & 0x3F) }
}
