import Exchange

/// Cuts code units into records and cells: RFC 4180 with any one-byte delimiter and CRLF, LF or CR as line end.
///
///     plain    delimiter → next cell   quote at a cell's start → quoted   line end → record
///     quoted   quote → closing
///     closing  quote → quoted (a doubled one)   delimiter, line end as in plain   anything else: a problem, then plain
///     carriage (a CR ended the record) LF belongs to it, anything else starts the next
///
/// All offsets count bytes from the start of the record. The lexer can stop after any unit and go on with the next chunk.
struct CSVLexer {
    enum State { case plain, quoted, closing, carriage }

    let delimiter: UInt8
    let quote: UInt8?
    let unit: Int
    let bigEndian: Bool
    let stops: CSVStops
    private let scratch: CSVScratch
    /// The scratch's memory: the record's cells so far.
    let cells: UnsafeMutablePointer<TableCell>
    let capacity: Int
    var count = 0
    /// More cells came than there is room for.
    var isOver = false

    var state = State.plain
    /// Where the cell now read starts, its quote included.
    var cellStart = 0
    /// The closing quote's offset, in `.closing`.
    var closedAt = 0
    /// The last CR inside quotes, so that CRLF is one line.
    var carriageAt = -2
    /// The line now read.
    var line = 1
    var quoteLine = 0
    var hasDoubled = false
    var problem: TableProblem?

    init(_ dialect: CSVDialect, bigEndian: Bool) {
        delimiter = dialect.delimiter
        quote = dialect.quote
        unit = dialect.encoding.unit
        self.bigEndian = bigEndian
        stops = CSVStops(delimiter: dialect.delimiter, quote: dialect.quote)
        scratch = CSVScratch(capacity: dialect.maxCells)
        cells = scratch.base
        capacity = scratch.capacity
    }

    /// Makes ready for the next record.
    mutating func restart() {
        state = .plain
        cellStart = 0
        carriageAt = -2
        hasDoubled = false
        problem = nil
        count = 0
    }

    @inline(__always)
    mutating func append(_ start: Int, _ end: Int) {
        guard count < capacity else {
            isOver = true
            return
        }
        (cells + count).initialize(to: TableCell(start, end))
        count += 1
    }

    /// Handles a stop at `offset`; true when it ends the record (in `.carriage`, an LF may still follow).
    mutating func stop(_ byte: UInt8, _ offset: Int) -> Bool {
        switch state {
        case .plain: return plain(byte, offset)
        case .quoted: inQuotes(byte, offset)
        case .closing: return closing(byte, offset)
        case .carriage: break
        }
        return false
    }

    private mutating func plain(_ byte: UInt8, _ offset: Int) -> Bool {
        if byte == delimiter {
            append(cellStart, offset)
            cellStart = offset + unit
        } else if byte == 0x0A || byte == 0x0D {
            append(cellStart, offset)
            state = byte == 0x0D ? .carriage : .plain
            return true
        } else if byte == quote {
            opening(offset)
        } else if byte == 0 {
            note(.csvNul, offset, "a zero byte stands in the record")
        }
        return false
    }

    private mutating func opening(_ offset: Int) {
        guard offset == cellStart else {
            return note(.csvQuoteStray, offset, "a quote stands inside a cell that is not quoted")
        }
        state = .quoted
        quoteLine = line
    }

    private mutating func inQuotes(_ byte: UInt8, _ offset: Int) {
        if byte == quote {
            closedAt = offset
            state = .closing
        } else if byte == 0x0D {
            line += 1
            carriageAt = offset
        } else if byte == 0x0A {
            if carriageAt + unit != offset { line += 1 }
        } else if byte == 0 {
            note(.csvNul, offset, "a zero byte stands in the record")
        }
    }

    private mutating func closing(_ byte: UInt8, _ offset: Int) -> Bool {
        guard settleClosing(offset), byte == quote || byte == delimiter || byte == 0x0A || byte == 0x0D else {
            trailing()
            return plain(byte, offset)
        }
        if byte == quote {
            hasDoubled = true
            state = .quoted
            return false
        }
        append(cellStart + unit, closedAt)
        cellStart = offset + unit
        state = byte == 0x0D ? .carriage : .plain
        return byte != delimiter
    }

    private func settleClosing(_ offset: Int) -> Bool { offset == closedAt + unit }

    private mutating func trailing() {
        note(.csvQuoteTrailing, closedAt + unit, "text follows the quote that closes the cell")
        state = .plain
    }

    /// The input ends at `offset`, in the middle of a record.
    mutating func end(at offset: Int) {
        if state == .closing {
            if settleClosing(offset) {
                append(cellStart + unit, closedAt)
                return
            }
            trailing()
        }
        if state != .carriage { append(cellStart, offset) }
    }

    private mutating func note(_ code: Code, _ offset: Int, _ message: String) {
        guard problem == nil else { return }
        problem = TableProblem(code, offset: offset, line: line, cell: count, message: message)
    }
}
