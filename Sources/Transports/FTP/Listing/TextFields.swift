import Exchange

/// The words of a line, and where they stand in it.
struct TextFields {
    let line: [UInt8]
    let words: [Range<Int>]

    /// More words than this are a name's, not a line's.
    private static let limit = 64

    init(_ line: [UInt8]) {
        self.line = line
        var found: [Range<Int>] = []
        var start: Int?
        for (index, byte) in line.enumerated() {
            if byte != 0x20, byte != 0x09 {
                if start == nil { start = index }
            } else if let begun = start {
                found.append(begun..<index)
                start = nil
                if found.count == TextFields.limit { break }
            }
        }
        if let start, found.count < TextFields.limit { found.append(start..<line.count) }
        words = found
    }

    func word(_ index: Int) -> ArraySlice<UInt8> { words.indices.contains(index) ? line[words[index]] : [] }

    func text(_ index: Int) -> String { String(decoding: word(index), as: UTF8.self) }

    func number(_ index: Int) -> Int? { TextFields.number(word(index)) }

    /// What stands one blank behind a word: names may begin with blanks of their own.
    func behind(_ index: Int) -> ArraySlice<UInt8> {
        let start = words[index].upperBound + 1
        return start < line.count ? line[start...] : []
    }

    /// At most 18 digits and nothing else.
    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 18, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `17:16`, `17:16:05`, `05:16PM`.
    static func isTime(_ bytes: some Collection<UInt8>) -> Bool {
        var bytes = Array(bytes)
        if bytes.count > 2, [0x4D, 0x6D].contains(bytes.last),
            [0x41, 0x50, 0x61, 0x70].contains(bytes[bytes.count - 2])
        {
            bytes.removeLast(2)
        }
        let parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false).map { number($0) ?? 99 }
        return (2...3).contains(parts.count) && parts[0] <= 24 && parts.dropFirst().allSatisfy { $0 <= 60 }
    }

    /// `2026-11-21`.
    static func date(_ bytes: some Collection<UInt8>) -> CivilDate? {
        let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { number($0) }
        return numbers.count == 3 ? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) : nil
    }
}

extension ArraySlice<UInt8> {
    /// Without blanks around it.
    var trimmed: ArraySlice<UInt8> {
        guard let first = firstIndex(where: { $0 != 0x20 }), let last = lastIndex(where: { $0 != 0x20 }) else {
            return []
        }
        return self[first...last]
    }
}

extension CivilDate {
    /// The beginning of the day, as if it were UTC's.
    var moment: Moment { Moment(seconds: daysSince1970 * 86_400) }
}
