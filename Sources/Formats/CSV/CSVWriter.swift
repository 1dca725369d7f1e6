import Exchange

/// Writes a table (RFC 4180): cells as UTF-8 in, one line a record out, quoted only where it is needed.
///
/// What it writes, `CSVReader` reads back as equal cells. A cell that the dialect cannot hold is a fault `csv.unwritable`
/// naming its record and column; nothing of that record is written. A record without cells is refused in the same way.
package struct CSVWriter: Writer {
    private let dialect: CSVDialect
    private let columns: [String]?
    private let lineEnd: CSVLineEnd
    private let text: TextWriter
    private var records = 0
    private var line: [UInt8] = []

    /// `columns`: the header to begin with.
    package init(_ dialect: CSVDialect, columns: [String]? = nil, lineEnd: CSVLineEnd = .crlf) {
        self.dialect = dialect
        self.columns = columns
        self.lineEnd = lineEnd
        text = TextWriter(encoding: dialect.encoding)
    }

    package mutating func begin(_ sink: any ByteSink) throws(Fault) {
        if !text.byteOrderMark.isEmpty { try sink.write(text.byteOrderMark) }
        if let columns { try put(columns.map { Array($0.utf8) }, sink) }
    }

    package mutating func write(_ record: borrowing [[UInt8]], to sink: any ByteSink) throws(Fault) {
        records += 1
        try put(copy record, sink)
    }

    package mutating func finish(_ sink: any ByteSink) throws(Fault) {}

    private mutating func put(_ cells: [[UInt8]], _ sink: any ByteSink) throws(Fault) {
        line.removeAll(keepingCapacity: true)
        if cells.isEmpty { throw unwritable(0, "it has no cells") }
        for (index, cell) in cells.enumerated() {
            if index > 0 { encode([dialect.delimiter]) }
            let isLoneBlank = cells.count == 1 && cell.isEmpty
            let quoted = try quoted(cell, isFirst: index == 0, isLoneBlank, index)
            guard text.append(quoted, to: &line) else {
                throw unwritable(index, "it has a character that \(dialect.encoding.rawValue) does not have")
            }
        }
        encode(lineEnd.bytes)
        try sink.write(line)
    }

    private mutating func encode(_ ascii: [UInt8]) { _ = text.append(ascii, to: &line) }

    /// The cell as it is written: an empty line would be no record, so a lone empty cell is quoted as well.
    private func quoted(_ cell: [UInt8], isFirst: Bool, _ isLoneBlank: Bool, _ index: Int) throws(Fault) -> [UInt8] {
        if cell.contains(0) { throw unwritable(index, "it contains a zero byte") }
        guard isLoneBlank || cell.contains(where: isSpecial) || (isFirst && records <= 1 && looksForeign(cell)) else {
            return cell
        }
        guard let quote = dialect.quote else {
            throw unwritable(index, "it would need quotes, which the dialect lacks")
        }
        var quoted: [UInt8] = [quote]
        for byte in cell {
            if byte == quote { quoted.append(quote) }
            quoted.append(byte)
        }
        return quoted + [quote]
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        byte == dialect.delimiter || byte == dialect.quote || byte == 0x0A || byte == 0x0D
    }

    /// At a file's start, content that a reader would take for a byte order mark or another kind of file.
    private func looksForeign(_ cell: [UInt8]) -> Bool {
        let head = Array(cell.prefix(CSVPreamble.length))
        return CSVPreamble.foreignKind(head) != nil || head.starts(with: [0xEF, 0xBB, 0xBF])
    }

    private func unwritable(_ cell: Int, _ why: String) -> Fault {
        let name = columns.flatMap { cell < $0.count ? "'\($0[cell])'" : nil } ?? "\(cell + 1)"
        return Fault(
            .csvUnwritable, .stop, "record \(records), column \(name) cannot be written: \(why)",
            context: ["record": "\(records)", "column": "\(cell + 1)"])
    }
}
