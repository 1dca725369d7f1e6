/// A quick 64-bit hash of bytes (multiply and fold, sixteen bytes at a time), with a secret of this process: whoever
/// writes the file cannot aim at collisions. Where a collision would matter, the bytes are compared as well.
struct ByteHash: Sendable {
    private static let secret: (UInt64, UInt64) = {
        func word(_ number: Int) -> UInt64 {
            var hasher = Hasher()
            hasher.combine(number)
            return UInt64(bitPattern: Int64(hasher.finalize())) | 1
        }
        return (word(1), word(2))
    }()

    private let first: UInt64
    private let second: UInt64

    init() { (first, second) = ByteHash.secret }

    @inline(__always)
    func callAsFunction(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 { hash(text, folding: false) }

    /// Texts that differ only in the case of their letters have one hash.
    @inline(__always)
    func folded(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        for byte in text where byte >= 0x80 { return foldedSlowly(text) }
        return hash(text, folding: true)
    }

    private func foldedSlowly(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var lower = String(decoding: text, as: UTF8.self).lowercased()
        return lower.withUTF8 { hash($0, folding: true) }
    }

    @inline(__always)
    private func hash(_ text: UnsafeBufferPointer<UInt8>, folding: Bool) -> UInt64 {
        let count = text.count
        var state = first ^ (UInt64(truncatingIfNeeded: count) &* second)
        let raw = UnsafeRawBufferPointer(text)
        var index = 0
        while index + 16 <= count {
            let left = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let right = raw.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
            state = ByteHash.fold(ByteHash.lower(left, folding) ^ second, ByteHash.lower(right, folding) ^ state)
            index += 16
        }
        if index + 8 <= count {
            let left = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            state = ByteHash.fold(ByteHash.lower(left, folding) ^ second, state ^ first)
            index += 8
        }
        var rest: UInt64 = 0
        while index < count {
            rest = rest << 8 | UInt64(text[index])
            index += 1
        }
        return ByteHash.fold(ByteHash.lower(rest, folding) ^ second, state ^ first)
    }

    @inline(__always)
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// Eight ASCII letters in lower case at once.
    @inline(__always)
    private static func lower(_ word: UInt64, _ folding: Bool) -> UInt64 {
        if !folding { return word }
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let aboveZ = low &+ 0x2525_2525_2525_2525
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let capitals = (fromA ^ aboveZ) & ~word & 0x8080_8080_8080_8080
        return word | capitals >> 2
    }
}

/// Whether two texts are equal but for the case of their letters.
func equalFolded(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    if left.elementsEqual(right) { return true }
    let leftText = String(decoding: left, as: UTF8.self)
    return leftText.lowercased() == String(decoding: right, as: UTF8.self).lowercased()
}
