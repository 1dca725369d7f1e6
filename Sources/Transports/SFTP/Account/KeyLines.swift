import Exchange

/// The lines of a key's text.
struct KeyLines {
    /// The first line that is not blank, cut at 80 bytes; never content of a key.
    let first: String
    let second: String
    private let bytes: UnsafeRawBufferPointer

    /// The bytes must outlive the value.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        let lines = KeyLines.lines(bytes).prefix(8).filter { !$0.isEmpty }
        first = lines.first.map { String(decoding: $0.prefix(80), as: UTF8.self) } ?? ""
        second = lines.dropFirst().first.map { String(decoding: $0.prefix(80), as: UTF8.self) } ?? ""
    }

    /// The beginning of what the Base64 between `-----BEGIN` and `-----END` says: so many letters of it, no more, so that
    /// nothing of the secret part is copied. Nil where it is no Base64, or has no end.
    func head(_ letters: Int) -> [UInt8]? {
        var text: [UInt8] = []
        for line in KeyLines.lines(bytes).dropFirst() {
            if line.starts(with: "-----END ".utf8) { return Base64.bytes(text) }
            text += line.prefix(letters - text.count)
        }
        return nil
    }

    /// Without line endings, and blanks around.
    private static func lines(_ bytes: UnsafeRawBufferPointer) -> [Slice<UnsafeRawBufferPointer>] {
        bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
            var line = line
            while let last = line.last, last == 13 || last == 32 || last == 9 { line = line.dropLast() }
            while let first = line.first, first == 32 || first == 9 { line = line.dropFirst() }
            return line
        }
    }
}
