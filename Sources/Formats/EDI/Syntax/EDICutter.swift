import Exchange

/// Bytes to segments, in any chunks, with exact positions. It finds where interchanges begin, and their separators; it
/// holds no segment against another.
struct EDICutter {
    typealias Take = (EDIPart, EDISeparators) throws(Fault) -> Demand

    private enum Mode { case hunting, cutting }

    private let limits: EDILimits
    private var lexer = EDILexer(.usual)
    private var mode = Mode.hunting
    private var pending: [UInt8] = []
    /// Where `pending` starts in the file, and on which line.
    private(set) var start = 0
    private var line = 1
    /// Bytes of the segment at hand that the lexer has seen.
    private var scanned = 0
    private var stray = EDIStray(start: 0, line: 1)
    /// The byte before `pending`; nil at the file's start.
    private var before: UInt8?
    private var dialect = EDIDialect()
    /// Whether anything was recognised in this file.
    private(set) var hasBegun = false
    private(set) var sample: [UInt8] = []

    init(_ limits: EDILimits) { self.limits = limits }

    /// The separators in force.
    private var separators: EDISeparators { lexer.separators }

    mutating func cut(_ chunk: UnsafeBufferPointer<UInt8>, _ take: Take) throws(Fault) -> Demand {
        pending.append(contentsOf: chunk)
        return try run(isEnd: false, take)
    }

    /// The file ends here; what is left of a segment comes as one that is not closed.
    mutating func finish(_ take: Take) throws(Fault) { _ = try run(isEnd: true, take) }

    private mutating func run(isEnd: Bool, _ take: Take) throws(Fault) -> Demand {
        // Taken out, so that segments can be lent from it while the rest of `self` changes.
        var buffer: [UInt8] = []
        swap(&buffer, &pending)
        var at = 0
        let demand = try buffer.withUnsafeBufferPointer { bytes throws(Fault) in
            try run(bytes, &at, isEnd, take)
        }
        if at > 0 {
            before = buffer[at - 1]
            start += at
            buffer.removeSubrange(..<at)
        }
        swap(&buffer, &pending)
        return demand
    }

    private mutating func run(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ isEnd: Bool, _ take: Take
    ) throws(Fault) -> Demand {
        while at < bytes.count || (isEnd && stray.count > 0) {
            let step: Step
            switch mode {
            case .hunting: step = try hunt(bytes, &at, isEnd, take)
            case .cutting: step = try cutNext(bytes, &at, isEnd, take)
            }
            switch step {
            case .on: continue
            case .starved: return .more
            case .enough: return .enough
            }
        }
        return .more
    }

    private enum Step { case on, starved, enough }

    // MARK: Outside of interchanges

    private mutating func hunt(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ isEnd: Bool, _ take: Take
    ) throws(Fault) -> Step {
        if start + at == 0, stray.count == 0 {
            guard bytes.count >= EDIOpening.reach || isEnd else { return .starved }
            if EDIOpening.has("\u{FEFF}", bytes, 0) { return try mark(&at, take) }
        }
        if !hasBegun, stray.isPadding {
            // Blanks first, so that a body behind them is seen whatever the chunks.
            let first = bytes[at...].firstIndex { !EDISigns.isPadding($0) } ?? bytes.count
            skip(bytes, at, first)
            at = first
            guard bytes.count - at >= 5 || isEnd else { return .starved }
            if EDIDirectory.beginsBody(bytes, at) { return try begin(.usual, take) }
        }
        if at == bytes.count { return isEnd ? try flushLast(take) : .starved }
        let previous = at > 0 ? bytes[at - 1] : before
        switch EDIOpening.find(bytes, at, stray.count > 0 ? previous : nil, isEnd: isEnd) {
        case .advice(let index), .header(let index):
            skip(bytes, at, index)
            try checkPreamble()
            at = index
            return try begin(lexer.separators, take)
        case .message(let index):
            skip(bytes, at, index)
            try checkPreamble()
            at = index
            return try begin(.usual, take)
        case .unknown(let index):
            let end = isEnd ? bytes.count : index
            guard end > at else { return .starved }
            skip(bytes, at, end)
            at = end
            try checkPreamble()
            return isEnd ? try flushLast(take) : .on
        }
    }

    private mutating func mark(_ at: inout Int, _ take: Take) throws(Fault) -> Step {
        at = 3
        let demand = try take(.stray(EDIStray(start: 0, line: 1, count: 3, isPadding: false, isMark: true)), separators)
        stray = EDIStray(start: 3, line: 1)
        return demand == .enough ? .enough : .on
    }

    private mutating func skip(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ end: Int) {
        if stray.count == 0 { stray = EDIStray(start: start + from, line: line) }
        guard end > from else { return }
        for byte in bytes[from..<end] {
            if byte == 0x0A { line += 1 }
            if !EDISigns.isPadding(byte) { stray.isPadding = false }
            if !stray.isPadding, sample.count < 16 { sample.append(byte) }
        }
        stray.count += end - from
    }

    private mutating func begin(_ separators: EDISeparators, _ take: Take) throws(Fault) -> Step {
        hasBegun = true
        mode = .cutting
        dialect = EDIDialect()
        lexer.use(separators)
        lexer.restart()
        return try flush(take)
    }

    private mutating func flush(_ take: Take) throws(Fault) -> Step {
        guard stray.count > 0 else { return .on }
        let passed = stray
        stray.count = 0
        stray.isPadding = true
        return try take(.stray(passed), separators) == .enough ? .enough : .on
    }

    /// A file without anything is refused, and nothing else is said of it.
    private mutating func flushLast(_ take: Take) throws(Fault) -> Step {
        if hasBegun { return try flush(take) }
        stray.count = 0
        return .on
    }

    private func checkPreamble() throws(Fault) {
        guard !hasBegun, stray.count > limits.preamble else { return }
        throw EDIRefusal.foreign(sample, within: limits.preamble)
    }

    // MARK: Segments

    private mutating func cutNext(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ isEnd: Bool, _ take: Take
    ) throws(Fault) -> Step {
        guard let base = bytes.baseAddress else { return .starved }
        if scanned == 0, bytes[at] == 0x55 {
            guard bytes.count - at >= EDIOpening.reach || isEnd else { return .starved }
            if EDIOpening.isAdvice(bytes, at) { return try advise(bytes, &at, take) }
            if EDIOpening.isHeader(bytes, at) { lexer.use(dialect.header(bytes[at...], lexer.separators)) }
        }
        let length: Int
        if let end = lexer.scan(base + at, scanned, bytes.count - at) {
            length = end
        } else {
            scanned = bytes.count - at
            try checkSegment()
            guard isEnd else { return .starved }
            length = scanned
        }
        return try give(bytes, &at, length, take)
    }

    private mutating func advise(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ take: Take
    ) throws(Fault) -> Step {
        let end = EDIOpening.pastPadding(bytes, at + 9)
        let raw = UnsafeBufferPointer(rebasing: bytes[at..<end])
        lexer.use(dialect.advice(raw))
        let place = EDIStray(start: start + at, line: line, count: raw.count)
        line += raw.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
        at = end
        return try take(.advice(raw, place), separators) == .enough ? .enough : .on
    }

    private mutating func give(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ length: Int, _ take: Take
    ) throws(Fault) -> Step {
        let isClosed = lexer.state == .after
        if !isClosed { lexer.close(at: length) }
        let raw = UnsafeBufferPointer(rebasing: bytes[at..<at + length])
        let cut = EDICut(
            bytes: raw, pieces: lexer.pieces, tag: EDIText.tag(raw, lexer.pieces[0]), start: start + at, line: line,
            content: isClosed ? lexer.contentEnd : length, marks: lexer.marks, isClosed: isClosed)
        line += lexer.lines
        at += length
        scanned = 0
        if cut.tag == "UNZ" {
            mode = .hunting
            stray = EDIStray(start: start + at, line: line)
        }
        let demand = try take(.segment(cut), separators)
        if let separators = dialect.follow(cut, lexer.separators) { lexer.use(separators) }
        lexer.restart()
        return demand == .enough ? .enough : .on
    }

    private func checkSegment() throws(Fault) {
        guard scanned > limits.segment else { return }
        throw EDIRefusal.long(line: line, byte: start, limit: limits.segment)
    }
}
