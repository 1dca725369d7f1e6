/// Finds every `&` that begins no reference, outside comments, sections and instructions, where it may stand.
///
/// libxml2 would wait for a `;` behind it, as far as the next one is: in a file without references, to its end.
struct XMLReferences {
    private enum Place { case text, comment, section, instruction }

    private enum Outcome { case reference, bare, open }

    /// The longest reference that is waited for.
    private static let longest = 64

    private var place = Place.text
    /// The last bytes seen, the latest lowest.
    private var history: UInt32 = 0

    /// Replaces each by `?` and calls `found` with its index. How many of `bytes` were looked at: a reference broken off
    /// at the end waits for the rest.
    mutating func replace(
        in bytes: Slice<UnsafeMutableBufferPointer<UInt8>>, isLast: Bool, _ found: (Int) -> Void
    ) -> Int {
        let base = UnsafeMutableBufferPointer(rebasing: bytes)
        var index = 0
        while index < base.count {
            if place == .text, let start = base.baseAddress, skipPlain(start, &index, base.count) { continue }
            let byte = base[index]
            if byte == 0x26, place == .text {
                switch XMLReferences.outcome(base, index) {
                case .reference: break
                case .open where !isLast: return index
                case .open, .bare:
                    base[index] = 0x3F
                    found(index)
                }
            } else if byte == 0x3E || byte == 0x2D || byte == 0x5B || byte == 0x3F {
                turn(byte)
            }
            history = history << 8 | UInt32(byte)
            index += 1
        }
        return base.count
    }

    /// Goes on eight bytes in text, where nothing in them or before them can begin a reference, a comment, a section or an
    /// instruction: those begin with `&`, `<!` and `<?`.
    @inline(__always)
    private mutating func skipPlain(_ base: UnsafeMutablePointer<UInt8>, _ index: inout Int, _ count: Int) -> Bool {
        guard index + 8 <= count else { return false }
        let word = ByteWords.word(base + index)
        let marks =
            ByteWords.bytes(of: word, equalTo: 0x26) | ByteWords.bytes(of: word, equalTo: 0x21)
            | ByteWords.bytes(of: word, equalTo: 0x3F) | ByteWords.bytes(of: UInt64(history), equalTo: 0x21)
        guard marks == 0 else { return false }
        history = UInt32(truncatingIfNeeded: word >> 32).byteSwapped
        index += 8
        return true
    }

    private mutating func turn(_ byte: UInt8) {
        switch (place, byte) {
        case (.text, 0x2D) where history & 0xFF_FFFF == 0x3C212D: place = .comment
        case (.text, 0x5B) where history & 0xFFFF == 0x3C21: place = .section
        case (.text, 0x3F) where history & 0xFF == 0x3C: place = .instruction
        case (.comment, 0x3E) where history & 0xFFFF == 0x2D2D: place = .text
        case (.section, 0x3E) where history & 0xFFFF == 0x5D5D: place = .text
        case (.instruction, 0x3E) where history & 0xFF == 0x3F: place = .text
        default: break
        }
    }

    private static func outcome(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Outcome {
        var index = start + 1
        while index < bytes.count, index - start < longest {
            let byte = bytes[index]
            if byte == 0x3B { return index > start + 1 ? .reference : .bare }
            let isName =
                byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x3A)
                || byte == 0x5F || byte == 0x2D || byte == 0x2E || byte == 0x23 && index == start + 1
            if !isName { return .bare }
            index += 1
        }
        return index - start >= longest ? .bare : .open
    }
}
