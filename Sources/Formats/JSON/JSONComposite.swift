/// Texts in which directories keep several values: `{campus=EX}:{dept=Music}`.
enum JSONComposite {
    /// The parts as offsets of key and value; nil where the text is not written like that.
    static func parts(_ text: [UInt8]) -> [(key: Range<Int>, value: Range<Int>)]? {
        guard text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") else { return nil }
        var parts: [(key: Range<Int>, value: Range<Int>)] = []
        var start = 1
        while start < text.count {
            let end = partEnd(text, start)
            guard let equals = text[start..<end].firstIndex(of: UInt8(ascii: "=")) else { return nil }
            parts.append((start..<equals, equals + 1..<end))
            start = end + 3
        }
        return parts
    }

    /// A part ends at the first `}:{`, or with the text: a value may hold brackets.
    private static func partEnd(_ text: [UInt8], _ start: Int) -> Int {
        var index = start
        while index + 2 < text.count {
            if text[index] == UInt8(ascii: "}"), text[index + 1] == UInt8(ascii: ":"),
                text[index + 2] == UInt8(ascii: "{")
            {
                return index
            }
            index += 1
        }
        return text.count - 1
    }

    /// The value of `key`: an empty range where there is none, nil where the text is not written like that.
    static func value(_ key: [UInt8], in text: [UInt8]) -> Range<Int>? {
        guard let parts = parts(text) else { return nil }
        return parts.first { text[$0.key].elementsEqual(key) }?.value ?? 0..<0
    }
}
