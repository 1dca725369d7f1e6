import Exchange

/// Decides how a message's text is read: as declared, unless its bytes say UTF-8 (ISO 9735 knows nothing of that; vendors
/// write it under any name). Bytes decide, because a wrong name is found in every second file and wrong UTF-8 by chance is not.
enum EDICharsetCheck {
    static func settle(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        let storage = message.storage
        let declared = message.interchange.flatMap { EDICharset.declared(by: $0.syntax) }
        let name = message.interchange?.syntax ?? ""
        guard let first = firstBeyond(storage.bytes) else {
            storage.charset = declared ?? .latin1
            if name == "UNOA" { checkLevel(message, voice, report) }
            return
        }
        let place = position(message, first)
        let isWide = isUTF8(storage.bytes)
        let eightBit = declared == .ascii || declared == .utf8 ? nil : declared
        storage.charset = isWide ? .utf8 : eightBit ?? .latin1
        let read = storage.charset.rawValue
        switch declared {
        case .utf8 where !isWide:
            voice.say(
                .ediCharsetBroken, place, report, "\(name) means UTF-8, and the text is none; it was read as \(read).")
        case .ascii:
            voice.say(
                .ediCharsetBeyond, place, report, "\(name) has no such letter as stands here; it was read as \(read).")
        case .some where isWide && declared != .utf8:
            voice.say(
                .ediCharsetOther, place, report, "\(name) is declared, and the text is UTF-8; it was read as that.")
        case .some where storage.charset.hasGaps:
            checkGaps(message, name, voice, report)
        default: break
        }
    }

    /// For a segment of an envelope, which is read before anything is declared.
    static func guess(_ bytes: [UInt8]) -> EDICharset { isUTF8(bytes) ? .utf8 : .latin1 }

    private static func firstBeyond(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBufferPointer { raw in
            guard let base = raw.baseAddress else { return nil }
            let index = UTF8Check.skipASCII(base, 0, raw.count)
            return index < raw.count ? index : nil
        }
    }

    /// Also where lines were broken in the middle of a letter.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.withUnsafeBufferPointer({ UTF8Check.firstInvalid($0) }) else { return true }
        // What is wrong without a break in it stays wrong.
        guard bytes[first...].prefix(8).contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return false }
        let joined = bytes.filter { $0 != 0x0A && $0 != 0x0D }
        return joined.withUnsafeBufferPointer { UTF8Check.firstInvalid($0) } == nil
    }

    /// Level A: upper-case letters, digits, and the signs of ISO 9735, 5.1.
    private static func checkLevel(_ message: EDIMessage, _ voice: EDIVoice, _ report: Report) {
        guard !voice.hasSaid(.ediCharsetLevel) else { return }
        let separators = message.separators
        let index = message.storage.bytes.withUnsafeBufferPointer { bytes in
            bytes.firstIndex {
                levelA[Int($0)] && $0 != separators.terminator && $0 != separators.element
                    && $0 != separators.component && $0 != separators.release
            }
        }
        guard let index else { return }
        voice.say(.ediCharsetLevel, position(message, index), report, "UNOA has no such sign as stands here.")
    }

    /// True for what level A has not; control characters are another matter.
    private static let levelA: [Bool] = (0..<256).map { byte in
        byte > 0x20 && !(0x41...0x5A).contains(byte) && !(0x30...0x39).contains(byte)
            && !" .,-()/='+:?!\"%&*;<>".utf8.contains(UInt8(byte))
    }

    private static func checkGaps(_ message: EDIMessage, _ name: String, _ voice: EDIVoice, _ report: Report) {
        let charset = message.charset
        guard let index = message.storage.bytes.firstIndex(where: { charset.isGap($0) }) else { return }
        voice.say(
            .ediCharsetBroken, position(message, index), report,
            "The byte here is no character of \(charset.rawValue) (\(name)).")
    }

    private static func position(_ message: EDIMessage, _ index: Int) -> Position {
        let breaks = message.storage.bytes[..<index].count { $0 == 0x0A }
        return Position(record: message.number, byte: message.start + index, line: message.line + breaks)
    }
}
