/// Watches whether text that is declared to be in an 8-bit encoding looks like UTF-8 throughout. Every byte is a letter in
/// such an encoding, so nothing would ever be found wrong with `MÃ¼ller`.
final class CSVEightBitWatch {
    /// Records with bytes beyond ASCII, and those of them that are valid UTF-8: in real 8-bit text, hardly ever.
    private(set) var special = 0
    private(set) var asUTF8 = 0

    func note(_ record: [UInt8]) {
        special += 1
        if record.withUnsafeBufferPointer(UTF8Check.firstInvalid) == nil { asUTF8 += 1 }
    }

    /// How many records show it, where all that could do so; nil otherwise.
    var verdict: Int? { special > 0 && special == asUTF8 ? special : nil }
}
