/// A segment's tag: up to eight bytes in one word, so that comparing two is comparing numbers.
package struct EDITag: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The bytes, the first one highest, shifted to the low end.
    package let word: UInt64

    /// Of more than eight bytes the first eight.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var word: UInt64 = 0
        for byte in bytes.prefix(8) { word = word << 8 | UInt64(byte) }
        self.word = word
    }

    /// Three letters, known when this was compiled, are a number then.
    @inline(__always)
    package init(stringLiteral text: StaticString) {
        var word: UInt64 = 0
        for index in 0..<text.utf8CodeUnitCount { word = word << 8 | UInt64(text.utf8Start[index]) }
        self.word = word
    }

    package init(_ text: String) {
        var word: UInt64 = 0
        for byte in text.utf8.prefix(8) { word = word << 8 | UInt64(byte) }
        self.word = word
    }

    package var description: String {
        var bytes: [UInt8] = []
        var rest = word
        while rest > 0 {
            bytes.insert(UInt8(rest & 0xFF), at: 0)
            rest >>= 8
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Three upper-case letters or digits, as every tag of the directory.
    var isUsual: Bool {
        var rest = word
        for _ in 0..<3 {
            switch UInt8(rest & 0xFF) {
            case 0x30...0x39, 0x41...0x5A: rest >>= 8
            default: return false
            }
        }
        return rest == 0
    }

    /// A place in a table of 32,768: three letters share theirs with few others, so whoever looks there compares.
    @inline(__always)
    var slot: Int { Int((word >> 16 & 31) << 10 | (word >> 8 & 31) << 5 | word & 31) }

    static let slots = 1 << 15
}
