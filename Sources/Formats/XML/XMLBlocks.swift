import Exchange

/// Cuts a document that comes in chunks of any size into blocks of one size, and makes each safe for the parser: bytes
/// that no XML may have are noted and replaced by `?`, because libxml2 would take all that follows one for ISO 8859-1.
///
/// Owns its buffer. Blocks of one size make every outcome independent of the chunks.
final class XMLBlocks {
    static let size = 32 << 10

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    /// The place of the block's first byte in the document.
    private(set) var offset = 0
    private var line = 1
    private var references = XMLReferences()
    private(set) var prologue: XMLPrologue?
    /// Noted and not yet taken, in order.
    var problems: [XMLProblem] = []

    init() { buffer = .allocate(capacity: XMLBlocks.size) }

    deinit { buffer.deallocate() }

    /// How many lines the bytes left out in front have.
    private(set) var skippedLines = 0

    /// Takes from `bytes` what fits; how much that was.
    func fill(_ bytes: UnsafeRawBufferPointer) -> Int {
        let taken = min(bytes.count, XMLBlocks.size - count)
        guard taken > 0 else { return 0 }
        UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
        count += taken
        return taken
    }

    var isFull: Bool { count == XMLBlocks.size }

    /// Lends what the parser may have of the block; the rest, a character broken off, begins the next one.
    func lend(isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var start = 0
        if prologue == nil { start = begin() }
        var bad: [(index: Int, kind: XMLProblem.Kind)] = []
        var lines = 0
        let isClean = prologue?.isUTF8 != false
        let whole = isClean ? clean(from: start, isLast: isLast, &bad, &lines) : count
        var end = whole
        if prologue?.isASCIIBased == true {
            end =
                start
                + references.replace(in: buffer[start..<end], isLast: isLast) { bad.append((start + $0, .ampersand)) }
        }
        note(bad.filter { $0.index < end }, since: start)
        if start < end { body(UnsafeBufferPointer(rebasing: buffer[start..<end])) }
        line += isClean ? lines - XMLBlocks.lines(buffer[end..<whole]) : XMLBlocks.lines(buffer[start..<end])
        offset += end
        for index in end..<count { buffer[index - end] = buffer[index] }
        count -= end
    }

    private func begin() -> Int {
        let found = XMLPrologue(UnsafeBufferPointer(rebasing: buffer[..<count]))
        prologue = found
        skippedLines = XMLBlocks.lines(buffer[..<found.skipped])
        line += skippedLines
        if found.isDirty { problems.append(XMLProblem(.prolog, line: 1, byte: 0)) }
        return found.skipped
    }

    /// Replaces what may not stand in XML; where the part ends that is whole. Adds the lines of that part.
    private func clean(
        from start: Int, isLast: Bool, _ bad: inout [(index: Int, kind: XMLProblem.Kind)], _ lines: inout Int
    ) -> Int {
        var index = start
        while index < count {
            let rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[index..<count])
            guard let next = XMLText.firstForbidden(rest, &lines) else { return count }
            index += next
            if !isLast, count - index < 4, isOpen(index) { return index }
            bad.append((index, buffer[index] < 0x20 ? .character(buffer[index]) : .encoding(buffer[index])))
            // U+FFFE and U+FFFF are one character of three bytes.
            let known = UnsafeBufferPointer(rebasing: rest[next...]).baseAddress.map {
                UTF8Check.sequence($0, rest.count - next)
            }
            let length = max(1, known ?? 1)
            for place in index..<index + length { buffer[place] = 0x3F }
            index += length
        }
        return count
    }

    /// Whether a character starts here that the next bytes may complete.
    private func isOpen(_ index: Int) -> Bool {
        let lead = buffer[index]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
        return count - index < length && lead < 0xF5 && buffer[(index + 1)..<count].allSatisfy { $0 & 0xC0 == 0x80 }
    }

    /// Lines are counted from one bad place to the next, or a block of noise would take a quadratic time.
    private func note(_ bad: [(index: Int, kind: XMLProblem.Kind)], since start: Int) {
        var seen = (index: start, line: line)
        for place in bad.sorted(by: { $0.index < $1.index }) {
            seen.line += XMLBlocks.lines(buffer[seen.index..<place.index])
            seen.index = place.index
            problems.append(XMLProblem(place.kind, line: seen.line, byte: offset + place.index))
        }
    }

    /// Eight bytes at a time: each of `counts` holds at most 255 of them before they are added up.
    private static func lines(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) -> Int {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        guard let base = bytes.baseAddress else { return 0 }
        var (count, index) = (0, 0)
        while index + 8 <= bytes.count {
            var counts: UInt64 = 0
            let end = min(bytes.count - 7, index + 255 * 8)
            while index < end {
                counts &+= ByteWords.lineEnds(ByteWords.word(base + index))
                index += 8
            }
            count += ByteWords.sum(counts)
        }
        while index < bytes.count {
            count += base[index] == 0x0A ? 1 : 0
            index += 1
        }
        return count
    }
}
