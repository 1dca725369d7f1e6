import Exchange

/// Reads XML documents: each record is an element, and each column is a path into it (`XMLPath`).
///
/// - Only the columns in `needs` are extracted; they are the header. What is not there, empty or nil is blank.
/// - Unsound rows: what is ill-formed (`xml.illformed`, `xml.character`), and, where a path leads to no single value,
///   `xml.value.kind`, `xml.value.several`.
/// - `raw` is the record from the first byte of its start tag to the last one of its end tag.
/// - Warnings, at the end: `xml.column.absent` for each column that no record has, `xml.records` where there is no
///   record, `xml.count` where the root says another number.
/// - Faults: those of `XMLReading`, `xml.encoding` where the document is not UTF-8, `xml.record.long`, `xml.namespace`,
///   `xml.columns.absent` where no record has any of the columns, and `xml.path` where a column is no path.
package final class XMLTable: Table, Reader {
    package let layout: XMLLayout
    package private(set) var header: TableHeader?
    private let paths: [XMLPath]
    /// One of the columns is no path.
    private let unreadable: Fault?
    private var reading: XMLReading?
    private var window = XMLWindow()
    private var lookup: XMLLookup
    private var columns: XMLColumns
    private var opening: XMLOpening?
    private var row = TableRow()
    private var rows = 0

    /// `needs`: the columns that are used, each a path; they become the header in this order, once each.
    package init(_ layout: XMLLayout, needs: [String]) {
        self.layout = layout
        var paths: [XMLPath] = []
        var unreadable: Fault?
        for text in needs where !paths.contains(where: { $0.text == text }) {
            do throws(XMLPathProblem) { paths.append(try XMLPath(text)) } catch {
                unreadable = Fault(
                    .xmlPath, .stop, "the column '\(text)' is no path into a record: it \(error.words)",
                    context: ["column": text, "byte": "0"])
            }
        }
        self.paths = paths
        self.unreadable = unreadable
        lookup = XMLLookup(paths)
        columns = XMLColumns(paths)
    }

    package var hasLineEnds: Bool { false }

    package func rejects() -> any TableRejects { XMLRejects(opening ?? XMLOpening([])) }

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
        // Taken out while it works, so that what it calls may change the rest.
        var reading = try begin()
        window.append(chunk)
        let demand = try reading.read(UnsafeRawBufferPointer(chunk), report: report) { record, place throws(Fault) in
            try self.take(record, place, report, emit)
        }
        try check(reading)
        if opening != nil || reading.parsed > XMLTable.longestHead {
            window.forget(before: reading.openRecord ?? reading.parsed)
        }
        self.reading = reading
        return demand
    }

    package func finish(
        report: Report, _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) {
        var reading = try begin()
        try reading.finish(report: report) { record, place throws(Fault) in
            try self.take(record, place, report, emit)
        }
        try check(reading)
        sayCounts(reading, report)
        try columns.judge(report)
    }

    /// What stands before the first record is kept for the rejects, up to so many bytes.
    private static let longestHead = 1 << 20

    private func begin() throws(Fault) -> XMLReading {
        if let reading { return reading }
        if let unreadable { throw unreadable }
        header = try TableHeader(paths.map(\.text))
        return try XMLReading(layout.record)
    }

    /// What is known of the document once some of it has been read.
    private func check(_ reading: XMLReading) throws(Fault) {
        if let encoding = reading.foreignEncoding {
            throw Fault(
                .xmlEncoding, .reject, "the document says that it is \(PlacePath.readable(encoding)), not UTF-8",
                context: ["byte": "0"])
        }
        if let open = reading.openRecord, reading.taken - open > layout.maxRecord { throw long(open) }
    }

    private func long(_ byte: Int) -> Fault {
        Fault(
            .xmlRecordLong, .reject, "a <\(layout.record)> is longer than \(layout.maxRecord) bytes",
            context: ["byte": "\(byte)"])
    }

    private func take(
        _ record: XMLRecord, _ place: Position, _ report: Report,
        _ emit: (borrowing TableRow, Position) throws(Fault) -> Demand
    ) throws(Fault) -> Demand {
        let (raw, byte) = window.record(from: place.byte, to: record.end)
        if raw.count > layout.maxRecord { throw long(byte) }
        let lines = raw.prefix(max(0, place.byte - byte)).count { $0 == 0x0A }
        if opening == nil { opening = XMLOpening(window.head(before: byte)) }
        try checkNamespace(record, place)
        rows += 1
        var row = TableRow()
        swap(&row, &self.row)
        raw.withUnsafeBufferPointer { row.restart($0) }
        let position = Position(record: rows, byte: byte, line: place.line - lines)
        fill(&row, record, position, report)
        let demand = try emit(row, position)
        swap(&row, &self.row)
        return demand
    }

    private func checkNamespace(_ record: XMLRecord, _ place: Position) throws(Fault) {
        guard let wanted = layout.namespace, record.name(0).namespace != wanted else { return }
        let found = record.name(0).namespace
        let words = found.isEmpty ? "in no namespace" : "in the namespace '\(PlacePath.readable(found))'"
        throw Fault(
            .xmlNamespace, .reject, "line \(place.line): <\(layout.record)> is \(words), not in '\(wanted)'",
            context: ["line": "\(place.line)", "byte": "\(place.byte)"])
    }

    /// Looks the columns up.
    private func fill(_ row: inout TableRow, _ record: XMLRecord, _ position: Position, _ report: Report) {
        if let first = record.problems.first {
            // Each has been said already.
            row.problem = TableProblem(
                first.code, offset: max(0, first.byte - position.byte), line: first.line, cell: nil,
                message: first.message)
            return
        }
        lookup.learn(record.names)
        columns.note(record)
        for cell in paths.indices {
            let found = lookup.find(cell, in: record)
            if case .absent = found {} else { columns.note(cell) }
            if case .value(let range) = found { row.append(record.bytes[range]) } else { row.append([]) }
            guard row.problem == nil, let (code, element, words) = problem(found) else { continue }
            let place = record.elements[element]
            let problem = TableProblem(
                code, offset: max(0, place.byte - position.byte), line: place.line, cell: cell,
                message: "column '\(paths[cell].text)': \(words).")
            row.problem = problem
            report.add(problem.finding(position, path: paths[cell].text))
        }
    }

    private func problem(_ found: XMLLookup.Found) -> (code: Code, element: Int, words: String)? {
        switch found {
        case .absent, .value: nil
        case .structured(let element): (.xmlValueKind, element, "there are elements in it, not a single value")
        case .several(let second):
            (.xmlValueSeveral, second, "more than one element stands there, and the path does not say which")
        }
    }

    private func sayCounts(_ reading: XMLReading, _ report: Report) {
        let others = reading.outside.compactMap { $0.name?.local }
        if rows == 0, !others.isEmpty {
            let near = nearest(layout.record, among: others).map { " (nearest: '\(PlacePath.readable($0))')" } ?? ""
            let shown = others.prefix(10).map { "<\(PlacePath.readable($0))>" }.joined(separator: ", ")
            report.add(
                Finding(
                    .warning, .xmlRecords, Position(line: 1),
                    "there is no <\(layout.record)> in the document\(near); it has \(shown)"))
        }
        guard let count = layout.count, let root = reading.root else { return }
        guard let said = root.attributes.first(where: { $0.key.local == count })?.value else {
            report.add(
                Finding(
                    .warning, .xmlCount, Position(byte: root.byte, line: root.line, path: "@\(count)"),
                    "the root element has no attribute '\(count)', which should say how many records there are"))
            return
        }
        if Int(said) == rows { return }
        report.add(
            Finding(
                .warning, .xmlCount, Position(byte: root.byte, line: root.line, path: "@\(count)"),
                "the root element says '\(PlacePath.readable(said))' records in '\(count)', and there are \(rows)"))
    }
}
