import Exchange

/// Reads text with columns of fixed width: the columns stand in the layout, so every record is a row.
///
/// - Positions in the layout count characters: bytes in an 8-bit encoding, Unicode scalars in UTF-8 and UTF-16.
/// - Values come without the blanks around them. A line without a byte in it is no row.
/// - A record that is too long is unsound (`fixed.record.long`). One that is too short may lack the blanks at its end, as
///   many programs strip them: it is sound in a file in which no record ends with a blank. Where one has ended with a
///   blank, in this record or an earlier one, or where the file's last line is short and its line end is missing, it is
///   unsound (`fixed.record.short`), because more may be missing.
/// - Segments of a type that the layout does not name, or of one that was there already: a warning (`fixed.segment.type`).
/// - Faults: `fixed.empty`, `fixed.nottext`, `csv.column.missing`, `fixed.record.long` beyond `maxRecord`, and
///   `csv.encoding.utf16`, `fixed.encoding` for the file as a whole.
package final class FixedTable: Table, Reader {
    package let layout: FixedLayout
    package private(set) var header: TableHeader?
    private let needs: [String]
    private var head: [UInt8] = []
    private var cutter: RecordCutter?
    private var assembly: FixedAssembly?
    private var row = TableRow()
    private var rows = 0
    /// A record that ended with a blank has been seen: this file does not strip them.
    private var isPadded = false
    private(set) var byteOrderMark: [UInt8] = []

    /// `needs`: the columns that are used.
    package init(_ layout: FixedLayout, needs: [String] = []) {
        self.layout = layout
        self.needs = needs
    }

    package var hasLineEnds: Bool { layout.hasLineEnds }

    package func rejects() -> any TableRejects { LineRejects("txt", mark: byteOrderMark, end: lineEnd) }

    package func read(
        _ chunk: RawSpan, report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        try chunk.withUnsafeBytes { raw throws(Fault) in
            try read(raw.bindMemory(to: UInt8.self), report, emit)
        }
    }

    private func read(
        _ chunk: UnsafeBufferPointer<UInt8>, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        if cutter != nil { return try cut(chunk, report, emit) }
        let missing = CSVPreamble.length - head.count
        head.append(contentsOf: chunk.prefix(missing))
        guard head.count == CSVPreamble.length else { return .more }
        guard try begin(report, emit) == .more else { return .enough }
        return try cut(UnsafeBufferPointer(rebasing: chunk.dropFirst(missing)), report, emit)
    }

    package func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        if cutter == nil, try begin(report, emit) == .enough { return }
        guard var cutter = cutter.take() else { return }
        try cutter.finish { raw, content, start, line throws(Fault) in
            try self.take(raw, content, start, line, isLast: true, report, emit)
        }
        if rows == 0 { throw Fault(.fixedEmpty, .reject, "the file is empty", context: ["byte": "0"]) }
    }

    /// Decides on the first bytes and reads them.
    private func begin(
        _ report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        if let kind = CSVPreamble.foreignKind(head) {
            throw Fault(
                .fixedNotText, .reject, "this is \(kind), not text with columns of fixed width", context: ["byte": "0"])
        }
        try CSVPreamble.check(head, layout.encoding)
        byteOrderMark = CSVPreamble.mark(head, layout.encoding)
        let found = try TableHeader(layout.names, needs: needs)
        try found.demand(needs)
        header = found
        let decoder = TextDecoder(
            encoding: layout.encoding, bigEndian: CSVPreamble.isBigEndian(head, layout.encoding))
        assembly = FixedAssembly(layout, decoder)
        cutter = RecordCutter(
            framing, decoder, start: byteOrderMark.count, limit: layout.maxRecord, .fixedLong)
        let first = Array(head.dropFirst(byteOrderMark.count))
        return try first.withUnsafeBufferPointer { bytes throws(Fault) in try cut(bytes, report, emit) }
    }

    private var framing: RecordCutter.Framing {
        guard !layout.hasLineEnds, let width = layout.width else { return .lines(onlyLF: false) }
        return .width(width, utf8: layout.encoding == .utf8)
    }

    private func cut(
        _ bytes: UnsafeBufferPointer<UInt8>, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        // Taken out while it works, so that what it calls may change the rest.
        guard var cutter = cutter.take() else { return .enough }
        let demand = try cutter.cut(bytes) { raw, content, start, line throws(Fault) in
            try self.take(raw, content, start, line, isLast: false, report, emit)
        }
        self.cutter = cutter
        return demand
    }

    private func take(
        _ raw: UnsafeBufferPointer<UInt8>, _ content: Int, _ start: Int, _ line: Int, isLast: Bool, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        guard content > 0, var assembly = assembly.take() else { return .more }
        rows += 1
        var row = TableRow()
        swap(&row, &self.row)
        row.restart(raw)
        let text = UnsafeBufferPointer(rebasing: raw[..<content])
        if assembly.read(text, into: &row, line: line) {
            judge(&row, assembly, line, isOpen: isLast && content == raw.count)
            assembly.cut(into: &row)
        }
        let position = Position(record: rows, byte: start, line: line)
        tell(row, position, assembly.doubt, report)
        self.assembly = assembly
        let demand = try emit(row, position)
        swap(&row, &self.row)
        return demand
    }

    /// Whether the record is as long as it must be.
    private func judge(_ row: inout TableRow, _ assembly: FixedAssembly, _ line: Int, isOpen: Bool) {
        let count = assembly.characters
        if assembly.endsBlank { isPadded = true }
        if let most = layout.mostWidth, count > most {
            row.problem = TableProblem(
                .fixedLong, offset: 0, line: line, cell: nil,
                message: "the record has \(count) characters, and the layout has \(most)")
        } else if lacks(count), isPadded || !layout.hasLineEnds || (isOpen && rows > 1) {
            row.problem = TableProblem(
                .fixedShort, offset: 0, line: line, cell: nil,
                message: "the record ends after \(count) characters, before its last column does")
        }
    }

    private func lacks(_ count: Int) -> Bool {
        if count < layout.leastWidth { return true }
        guard let segments = layout.segments else { return false }
        let within = min(count, segments.start + segments.most * segments.length) - segments.start
        return within % segments.length != 0
    }

    private func tell(_ row: TableRow, _ position: Position, _ doubt: String?, _ report: Report) {
        if let problem = row.problem {
            report.add(problem.finding(position, path: nil))
        } else if let doubt {
            report.add(Finding(.warning, .fixedType, position, doubt))
        }
    }

    private var lineEnd: [UInt8] {
        var end: [UInt8] = []
        guard layout.hasLineEnds else { return end }
        let encoding = layout.encoding == .utf16 ? CSVPreamble.wideEncoding(head) ?? .utf16le : layout.encoding
        _ = TextWriter(encoding: encoding).append([0x0A], to: &end)
        return end
    }
}
