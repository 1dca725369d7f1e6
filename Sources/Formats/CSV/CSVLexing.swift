import Exchange

/// Drives the lexer over chunks: keeps what a chunk left unfinished, and emits each record whole.
struct CSVLexing {
    typealias Emit = CSVCutter.Emit

    private let dialect: CSVDialect
    private let assembly: CSVAssembly
    private var lexer: CSVLexer
    private var record = TableRow()
    /// The record's bytes from earlier chunks.
    private var pending: [UInt8] = []
    /// Half a UTF-16 unit.
    private var half: [UInt8] = []
    /// Where the record now read starts.
    private var start: Int
    private var startLine = 1
    private(set) var records = 0
    private let width: CSVWidth

    init(_ dialect: CSVDialect, bigEndian: Bool, start: Int, width: CSVWidth, watch: CSVEightBitWatch) {
        self.dialect = dialect
        self.start = start
        self.width = width
        lexer = CSVLexer(dialect, bigEndian: bigEndian)
        let decoder = TextDecoder(encoding: dialect.encoding, bigEndian: bigEndian)
        assembly = CSVAssembly(decoder: decoder, quote: dialect.quote, watch: watch)
    }

    /// Hands whole code units on.
    mutating func cut(_ chunk: UnsafeBufferPointer<UInt8>, _ emit: Emit) throws(Fault) -> Demand {
        guard dialect.encoding.unit == 2 else { return try lex(chunk, emit) }
        var rest = chunk[...]
        if !half.isEmpty, let second = rest.popFirst() {
            let unit = half + [second]
            half = []
            let demand = try unit.withUnsafeBufferPointer { unit throws(Fault) in try lex(unit, emit) }
            guard demand == .more else { return .enough }
        }
        if rest.count % 2 == 1, let last = rest.popLast() { half = [last] }
        return try lex(UnsafeBufferPointer(rebasing: rest), emit)
    }

    private mutating func lex(_ chunk: UnsafeBufferPointer<UInt8>, _ emit: Emit) throws(Fault) -> Demand {
        guard let base = chunk.baseAddress, !chunk.isEmpty else { return .more }
        var from = 0
        while let next = lexer.scan(base, from, chunk.count, bias: pending.count - from) {
            try take(UnsafeBufferPointer(start: base + from, count: next - from))
            from = next
            if try emitRecord(emit) == .enough { return .enough }
        }
        // A record this long is mostly a refusal on its way: room for the longest is made once. Growing by doubling would
        // hold three times as much for a moment.
        if pending.count > 1 << 20 { pending.reserveCapacity(dialect.maxRecord + chunk.count) }
        pending.append(contentsOf: chunk[from...])
        try checkSize(pending.count)
        return .more
    }

    /// The record's bytes: what was pending and `bytes`.
    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        record.raw.removeAll(keepingCapacity: true)
        if !pending.isEmpty {
            swap(&record.raw, &pending)
        }
        record.raw.append(contentsOf: bytes)
        try checkSize(record.raw.count)
    }

    private mutating func emitRecord(_ emit: Emit) throws(Fault) -> Demand {
        let position = Position(record: records + 1, byte: start, line: startLine)
        let isBlank = lexer.count == 1 && lexer.cells[0].end == 0 && lexer.problem == nil
        start += record.raw.count
        startLine = lexer.line
        defer { lexer.restart() }
        if isBlank { return .more }
        records += 1
        assembly.fill(&record, lexer, line: position.line)
        checkWidth(position.line)
        return try emit(record, position)
    }

    private mutating func checkWidth(_ line: Int) {
        guard let width = width.cells, record.count != width, record.isSound else { return }
        record.problem = TableProblem(
            .csvRowRagged, offset: 0, line: line, cell: nil,
            message: "the row has \(record.count) cells, expected \(width)")
    }

    private func checkSize(_ count: Int) throws(Fault) {
        guard count > dialect.maxRecord || lexer.isOver else { return }
        let what = lexer.isOver ? "more than \(dialect.maxCells) cells" : "more than \(dialect.maxRecord) bytes"
        throw Fault(
            .csvRecordLong, .reject, "the record that starts on line \(startLine) has \(what)",
            context: ["line": "\(startLine)", "byte": "\(start)"])
    }

    mutating func finish(_ emit: Emit) throws(Fault) {
        try checkHalf()
        guard !pending.isEmpty else { return }
        if lexer.state == .quoted { throw unclosed() }
        let isEnded = lexer.state == .carriage
        lexer.end(at: pending.count)
        if isEnded { lexer.line += 1 }
        try take(UnsafeBufferPointer(start: nil, count: 0))
        _ = try emitRecord(emit)
    }

    private func checkHalf() throws(Fault) {
        guard !half.isEmpty else { return }
        let byte = start + pending.count
        throw Fault(
            .csvEncoding, .reject, "the file ends in the middle of a UTF-16 character, on line \(lexer.line)",
            remedy: "The file was cut off: export or fetch it again.",
            context: ["line": "\(lexer.line)", "byte": "\(byte)"])
    }

    private func unclosed() -> Fault {
        Fault(
            .csvQuoteUnclosed, .reject,
            "the quote opened on line \(lexer.quoteLine) is not closed before the end of the file",
            context: ["line": "\(lexer.quoteLine)", "byte": "\(start + lexer.cellStart)"])
    }
}
