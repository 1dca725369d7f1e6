import Exchange

/// Cuts bytes into records that are told apart by line ends, or by their length alone. Knows nothing of what is in them.
struct RecordCutter {
    enum Framing: Hashable, Sendable {
        /// Ends with CRLF, LF or CR; with `onlyLF`, with LF alone (a CR before it is content).
        case lines(onlyLF: Bool)
        /// This many bytes, or characters where the text is UTF-8; nothing stands between records.
        case width(Int, utf8: Bool)
    }

    /// A record is lent: its bytes with the line end, how many of them are content, where it starts, on which line.
    typealias Take = (
        _ raw: UnsafeBufferPointer<UInt8>, _ content: Int, _ start: Int, _ line: Int
    ) throws(Fault) -> Demand

    private let framing: Framing
    private let decoder: TextDecoder
    private let limit: Int
    private let code: Code
    private var pending: [UInt8] = []
    /// Bytes of `pending` in which no record ends.
    private var scanned = 0
    /// Characters in them, for records of a width.
    private var characters = 0
    /// Where `pending` starts in the file.
    private(set) var start: Int
    private(set) var line = 1

    /// A record of more than `limit` bytes is a fault with `code`.
    init(_ framing: Framing, _ decoder: TextDecoder, start: Int, limit: Int, _ code: Code) {
        self.framing = framing
        self.decoder = decoder
        self.start = start
        self.limit = limit
        self.code = code
    }

    mutating func cut(_ chunk: UnsafeBufferPointer<UInt8>, _ take: Take) throws(Fault) -> Demand {
        pending.append(contentsOf: chunk)
        return try cut(isEnd: false, take)
    }

    mutating func finish(_ take: Take) throws(Fault) {
        guard try cut(isEnd: true, take) == .more, !pending.isEmpty else { return }
        if pending.count % decoder.encoding.unit != 0 {
            throw Fault(
                code, .reject, "the file ends in the middle of a UTF-16 character, on line \(line)",
                remedy: "The file was cut off: export or fetch it again.",
                context: ["line": "\(line)", "byte": "\(start + pending.count)"])
        }
        let rest = pending
        pending = []
        _ = try rest.withUnsafeBufferPointer { rest throws(Fault) in try take(rest, rest.count, start, line) }
    }

    private mutating func cut(isEnd: Bool, _ take: Take) throws(Fault) -> Demand {
        // Taken out, so that the records can be lent from it while the rest of `self` changes.
        var buffer: [UInt8] = []
        swap(&buffer, &pending)
        let (used, demand) = try buffer.withUnsafeBufferPointer { bytes throws(Fault) in
            try cut(bytes, isEnd: isEnd, take)
        }
        if used > 0 { buffer.removeSubrange(..<used) }
        swap(&buffer, &pending)
        return demand
    }

    private mutating func cut(
        _ bytes: UnsafeBufferPointer<UInt8>, isEnd: Bool, _ take: Take
    ) throws(Fault) -> (used: Int, Demand) {
        var from = 0
        while let (end, content) = next(bytes, from, isEnd: isEnd) {
            try check(end - from)
            let record = UnsafeBufferPointer(rebasing: bytes[from..<end])
            let demand = try take(record, content - from, start, line)
            if case .lines = framing { line += 1 }
            start += end - from
            from = end
            scanned = 0
            characters = 0
            if demand == .enough { return (from, .enough) }
        }
        try check(bytes.count - from)
        return (from, .more)
    }

    private func check(_ count: Int) throws(Fault) {
        guard count > limit else { return }
        throw Fault(
            code, .reject, "the record that starts on line \(line) has more than \(limit) bytes",
            context: ["line": "\(line)", "byte": "\(start)"])
    }

    /// Where the record that starts at `from` ends, and its content; nil where more must be seen.
    private mutating func next(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, isEnd: Bool
    ) -> (end: Int, content: Int)? {
        switch framing {
        case .lines(let onlyLF): return lineEnd(bytes, from, onlyLF, isEnd)
        case .width(let width, let utf8): return utf8 ? wideEnd(bytes, from, width) : byteEnd(bytes, from, width)
        }
    }

    private func byteEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ width: Int) -> (Int, Int)? {
        bytes.count - from < width ? nil : (from + width, from + width)
    }

    /// The record ends where its next character would begin.
    private mutating func wideEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ width: Int) -> (Int, Int)? {
        var index = from + scanned
        while index < bytes.count {
            if bytes[index] & 0xC0 != 0x80 {
                if characters == width { return (index, index) }
                characters += 1
            }
            index += 1
        }
        scanned = index - from
        return nil
    }

    private mutating func lineEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ onlyLF: Bool, _ isEnd: Bool
    ) -> (Int, Int)? {
        let unit = decoder.encoding.unit
        var index = from + scanned
        while index + unit <= bytes.count {
            let value = decoder.value(bytes, index)
            if value == 0x0A { return (index + unit, index) }
            if value == 0x0D, !onlyLF {
                if index + 2 * unit <= bytes.count {
                    let isPair = decoder.value(bytes, index + unit) == 0x0A
                    return (index + (isPair ? 2 : 1) * unit, index)
                }
                if isEnd { return (index + unit, index) }
                break
            }
            index += unit
        }
        scanned = index - from
        return nil
    }
}
