import Exchange

/// Reads JSON texts (RFC 8259): each record is an object, and each column is a path into it (`JSONPath`).
///
/// - Only the columns in `needs` are extracted; they are the header. Numbers keep their text, `true` and `false` are words,
///   `null` and what is not there are blank.
/// - Unsound rows: `json.syntax`, `json.encoding`, `json.key.doubled`, `json.surrogate`, `json.nul`, `json.depth`,
///   `json.record.kind`, and, where a path leads to no single value, `json.value.kind`, `json.composite`.
/// - `raw` is the record from its first to its last byte; with one text in each line, the line with its end.
/// - Warnings: `json.mark`, and at the end `json.column.absent` for each column that no record has.
/// - Faults: `json.empty`, `json.encoding` for UTF-16, `json.broken`, `json.records`, `json.layout`, `json.record.long`,
///   `json.key.doubled` on the way to the records, `json.columns.absent` where no record has any of the columns, and
///   `json.path` where a column is no path.
package final class JSONTable: Table, Reader {
    package let layout: JSONLayout
    package private(set) var header: TableHeader?
    private let paths: [JSONPath]
    /// One of the columns is no path.
    private let unreadable: Fault?
    private var head: [UInt8] = []
    private var hasBegun = false
    private var framing: JSONFraming?
    private var cutter: RecordCutter?
    private var row = TableRow()
    private var nodes: [JSONNode] = []
    private var presence: JSONPresence
    private var rows = 0
    /// The file is one record without a list around it.
    private var isSingle = false

    /// `needs`: the columns that are used, each a path; they become the header in this order, once each.
    package init(_ layout: JSONLayout, needs: [String]) {
        self.layout = layout
        var paths: [JSONPath] = []
        var unreadable: Fault?
        for text in needs where !paths.contains(where: { $0.text == text }) {
            do throws(JSONPathProblem) { paths.append(try JSONPath(text)) } catch {
                unreadable = Fault(
                    .jsonPath, .stop, "the column '\(text)' is no path into a record: it \(error.words)",
                    context: ["column": text, "byte": "0"])
            }
        }
        self.paths = paths
        self.unreadable = unreadable
        presence = JSONPresence(paths)
    }

    package var hasLineEnds: Bool { layout.shape == .lines }

    package func rejects() -> any TableRejects {
        switch layout.shape {
        case .lines: LineRejects("jsonl", mark: [], end: [0x0A])
        case .text(let keys): JSONRejects(keys, isSingle: isSingle)
        }
    }

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
        if hasBegun { return try cut(chunk, report, emit) }
        let missing = CSVPreamble.length - head.count
        head.append(contentsOf: chunk.prefix(missing))
        guard head.count == CSVPreamble.length else { return .more }
        guard try begin(report, emit) == .more else { return .enough }
        return try cut(UnsafeBufferPointer(rebasing: chunk.dropFirst(missing)), report, emit)
    }

    package func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        if !hasBegun, try begin(report, emit) == .enough { return }
        if var cutter = cutter.take() {
            try cutter.finish { raw, content, start, line throws(Fault) in
                try self.take(raw, content, start, line, report, emit)
            }
            if rows == 0 { throw empty() }
        } else if let framing {
            if framing.isEmpty { throw empty() }
            try framing.finish()
        }
        try presence.judge(rows, report)
    }

    private func empty() -> Fault { Fault(.jsonEmpty, .reject, "the file is empty", context: ["byte": "0"]) }

    /// Decides on the first bytes and reads them.
    private func begin(
        _ report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        hasBegun = true
        try checkHead()
        header = try TableHeader(paths.map(\.text))
        let mark = CSVPreamble.mark(head, .utf8)
        if !mark.isEmpty {
            report.add(Finding(.warning, .jsonMark, Position(line: 1), "the file begins with a byte order mark"))
        }
        switch layout.shape {
        case .lines:
            cutter = RecordCutter(
                .lines(onlyLF: true), TextDecoder(encoding: .utf8, bigEndian: false), start: mark.count,
                limit: layout.maxRecord, .jsonRecordLong)
        case .text(let keys): framing = JSONFraming(keys: keys, start: mark.count, limit: layout.maxRecord)
        }
        let first = Array(head.dropFirst(mark.count))
        return try first.withUnsafeBufferPointer { bytes throws(Fault) in try cut(bytes, report, emit) }
    }

    private func checkHead() throws(Fault) {
        if let unreadable { throw unreadable }
        if let wide = CSVPreamble.wideEncoding(head) {
            throw Fault(
                .jsonEncoding, .reject, "the file is \(wide.rawValue.uppercased()), and JSON is UTF-8",
                context: ["byte": "0"])
        }
        if let kind = CSVPreamble.foreignKind(head), kind != CSVPreamble.json {
            throw Fault(.jsonRecords, .reject, "this is \(kind), not JSON", context: ["byte": "0"])
        }
    }

    private func cut(
        _ bytes: UnsafeBufferPointer<UInt8>, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        // Taken out while they work, so that what they call may change the rest.
        if var cutter = cutter.take() {
            let demand = try cutter.cut(bytes) { raw, content, start, line throws(Fault) in
                try self.take(raw, content, start, line, report, emit)
            }
            self.cutter = cutter
            return demand
        }
        guard var framing = framing.take() else { return .enough }
        let demand = try framing.cut(bytes) { raw, start, line, isSingle throws(Fault) in
            self.isSingle = isSingle
            return try self.take(raw, raw.count, start, line, report, emit)
        }
        self.framing = framing
        return demand
    }

    private func take(
        _ raw: UnsafeBufferPointer<UInt8>, _ content: Int, _ start: Int, _ line: Int, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        if raw.allSatisfy(JSONParser.isBlank) { return .more }
        if rows == 0, layout.shape == .lines { try checkLines(raw, start, line) }
        rows += 1
        var row = TableRow()
        swap(&row, &self.row)
        row.restart(raw)
        if let flaw = fill(&row, UnsafeBufferPointer(rebasing: raw[..<content])) {
            condemn(&row, flaw.flaw, line, cell: flaw.cell)
        }
        let position = Position(record: rows, byte: start, line: line)
        if let problem = row.problem {
            report.add(problem.finding(position, path: problem.cell.map { paths[$0].text }))
        }
        let demand = try emit(row, position)
        swap(&row, &self.row)
        return demand
    }

    /// A first line that is no record of its own shows that the whole file is one text.
    private func checkLines(_ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ line: Int) throws(Fault) {
        let text = raw.filter { !JSONParser.isBlank($0) }
        guard text.first == UInt8(ascii: "[") || text == [UInt8(ascii: "{")] else { return }
        throw Fault(
            .jsonLayout, .reject,
            "a list, or an object over several lines, begins on line \(line): the file is one JSON text",
            remedy: "Write 'format: json' under 'read' in the profile.",
            context: ["line": "\(line)", "byte": "\(start)"])
    }

    /// Parses the record and looks the columns up.
    private func fill(_ row: inout TableRow, _ raw: UnsafeBufferPointer<UInt8>) -> (flaw: JSONFlaw, cell: Int?)? {
        do throws(JSONFlaw) { try JSONParser.parse(raw, into: &nodes) } catch { return (error, nil) }
        let lookup = JSONLookup(bytes: raw, nodes: nodes)
        guard nodes[0].kind == .object else {
            return (JSONFlaw(.jsonRecordKind, nodes[0].place, "the record is no object with keys"), nil)
        }
        presence.note(lookup)
        var first: (flaw: JSONFlaw, cell: Int?)?
        for (cell, path) in paths.enumerated() {
            let from = row.decoded.count
            let found = lookup.append(path, to: &row.decoded)
            row.ranges.append(TableCell(from, row.decoded.count))
            presence.note(found, cell)
            if case .flaw(let flaw) = found, first == nil { first = (flaw, cell) }
        }
        return first
    }

    private func condemn(_ row: inout TableRow, _ flaw: JSONFlaw, _ line: Int, cell: Int?) {
        let offset = min(flaw.offset, row.raw.count)
        let breaks = row.raw[..<offset].count { $0 == 0x0A }
        let column = cell.map { "column '\(paths[$0].text)': " } ?? ""
        row.problem = TableProblem(
            flaw.code, offset: offset, line: line + breaks, cell: cell, message: column + flaw.message)
    }
}
