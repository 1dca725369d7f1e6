/// Finds where an interchange begins among bytes that may be something else: a log, a mail's head, blank lines.
struct EDIOpening {
    enum Find: Equatable {
        case advice(Int)
        case header(Int)
        case message(Int)
        /// More bytes must be seen before the one at this index can be judged.
        case unknown(Int)
    }

    /// Bytes that may have to be looked at behind a place: UNA with its six, padding, and three letters.
    static let reach = 64

    /// The first beginning in `bytes[from...]`, where `before` stands in front of it; nil where the file begins there.
    static func find(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ before: UInt8?, isEnd: Bool) -> Find {
        var index = from
        while index < bytes.count {
            guard bytes[index] == 0x55 else {
                index += 1
                continue
            }
            if bytes.count - index < reach, !isEnd { return .unknown(index) }
            if isAdvice(bytes, index) { return .advice(index) }
            if isHeader(bytes, index) { return .header(index) }
            if isMessage(bytes, index, index == from ? before : bytes[index - 1]) { return .message(index) }
            index += 1
        }
        return .unknown(index)
    }

    /// `UNA`, six usable characters, and a service segment behind it.
    static func isAdvice(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard has("UNA", bytes, at), at + 9 <= bytes.count,
            EDISeparators(advice: bytes[(at + 3)..<(at + 9)]) != nil
        else { return false }
        let next = pastPadding(bytes, at + 9)
        return has("UNB", bytes, next) || has("UNH", bytes, next) || has("UNG", bytes, next)
    }

    /// `UNB`, a separator, and four letters of a syntax identifier, or the usual separator at once.
    static func isHeader(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard has("UNB", bytes, at), at + 4 < bytes.count else { return false }
        let sign = bytes[at + 3]
        if sign == EDISeparators.usual.element { return true }
        guard sign > 0x20 || sign == EDISeparators.levelB.element, !isLetter(sign), at + 8 <= bytes.count else {
            return false
        }
        return bytes[(at + 4)..<(at + 8)].allSatisfy(isLetter)
    }

    /// `UNH+` at the beginning of the file, of a line, or behind a terminator.
    private static func isMessage(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ before: UInt8?) -> Bool {
        guard has("UNH", bytes, at), at + 3 < bytes.count, bytes[at + 3] == EDISeparators.usual.element else {
            return false
        }
        guard let before else { return true }
        return EDISigns.isPadding(before) || before == EDISeparators.usual.terminator
    }

    static func pastPadding(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
        // No further than every chunking sees.
        let end = min(bytes.count, from + reach - 12)
        var index = from
        while index < end, EDISigns.isPadding(bytes[index]) { index += 1 }
        return index
    }

    static func has(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
        guard at + word.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where bytes[at + offset] != word.utf8Start[offset] { return false }
        return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
