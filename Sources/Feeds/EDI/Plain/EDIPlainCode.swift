/// A tag, a qualifier or another short code: up to eight bytes in one word, the first one highest. Of longer texts the first
/// eight.
struct EDIPlainCode: Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    let word: UInt64

    @inline(__always)
    init(word: UInt64) { self.word = word }

    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>) {
        var word: UInt64 = 0
        for index in 0..<min(8, text.count) { word = word << 8 | UInt64(text[index]) }
        self.word = word
    }

    /// Three letters, known when this was compiled, are a number then.
    @inline(__always)
    init(stringLiteral text: StaticString) {
        var word: UInt64 = 0
        for index in 0..<text.utf8CodeUnitCount { word = word << 8 | UInt64(text.utf8Start[index]) }
        self.word = word
    }

    init(_ text: String) {
        var word: UInt64 = 0
        for byte in text.utf8.prefix(8) { word = word << 8 | UInt64(byte) }
        self.word = word
    }

    var description: String {
        String(
            decoding: stride(from: 56, through: 0, by: -8).map { UInt8(word >> $0 & 0xFF) }.drop { $0 == 0 },
            as: UTF8.self)
    }
}
