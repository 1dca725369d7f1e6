import Exchange
import Rules

/// Lines of values: delimited, or of fixed width.
final class LineBody: TargetBody {
    /// A class, because a copy of its layout for every record would be counted up and down.
    final class Line {
        let record: LayoutRecord
        let place: LayoutPlace
        let test: CompiledCondition?
        let cells: [TargetCell]

        init(_ record: LayoutRecord, _ plan: TargetPlan) {
            self.record = record
            place = record.place
            test = record.when.map { $0.compiled(plan.shape.number) }
            cells = record.fields.map { TargetCell($0, plan) }
        }
    }

    let pen: TargetPen
    private let layout: Layout
    private let separator: [UInt8]
    private let lineEnd: [UInt8]
    /// What a text may hold that is written as it stands, where such texts are.
    private let plain: LinePlainness?
    private let first: [Line]
    private let last: [Line]
    /// By level.
    private let starts: [[Line]]
    private let ends: [[Line]]

    init(_ plan: TargetPlan, _ pen: TargetPen) {
        self.pen = pen
        layout = plan.layout
        separator = plan.layout.separator
        lineEnd = plan.layout.lineEnd.bytes
        plain = LinePlainness(plan.layout)
        let lines = plan.layout.records.map { Line($0, plan) }
        func some(_ level: Int?, _ edge: LayoutRecord.Edge) -> [Line] {
            lines.filter { $0.record.level == level && $0.record.edge == edge }
        }
        first = some(nil, .start)
        last = some(nil, .end)
        starts = plan.shape.levels.indices.map { some($0, .start) }
        ends = plan.shape.levels.indices.map { some($0, .end) }
    }

    func head(into bytes: inout [UInt8]) -> [TargetLate] {
        if layout.hasNames { names(&bytes) }
        var late: [TargetLate] = []
        for line in first { put(line.cells, nil, &bytes, &late) }
        return late
    }

    func tail(into bytes: inout [UInt8]) {
        // What counts all lines counts these as well.
        let lines = pen.counts.lines + last.count
        var late: [TargetLate] = []
        for line in last {
            pen.counts.lines = lines
            put(line.cells, nil, &bytes, &late)
        }
        pen.counts.lines = lines
    }

    func record(into bytes: inout [UInt8]) {
        var open: [Int] = []
        let before = pen.counts.details
        let entries = pen.store.entries
        for index in entries.indices {
            let entry = entries[index]
            while let inner = open.last, entries[inner].level >= entry.level {
                put(ends, entries[inner], inner, &bytes)
                open.removeLast()
            }
            put(starts, entry, index, &bytes)
            open.append(index)
        }
        for inner in open.reversed() { put(ends, entries[inner], inner, &bytes) }
        if pen.counts.details == before { pen.refuseRecord() }
    }

    private func put(_ lines: [[Line]], _ entry: TargetStore.Entry, _ index: Int, _ bytes: inout [UInt8]) {
        for line in lines[entry.level] {
            if line.place != .any {
                let isLast = entry.ordinal == pen.store.counts[entry.level]
                guard line.place.takes(isFirst: entry.ordinal == 1, isLast: isLast) else { continue }
            }
            if let test = line.test, !test.holds(pen.lent[index], today: pen.today) { continue }
            var none: [TargetLate] = []
            pen.counts.details += 1
            put(line.cells, index, &bytes, &none)
        }
    }

    private func put(_ cells: [TargetCell], _ entry: Int?, _ bytes: inout [UInt8], _ late: inout [TargetLate]) {
        for index in cells.indices {
            if index > 0 { bytes.append(contentsOf: separator) }
            let cell = cells[index]
            if let entry, let plain, putUsual(cell, entry, plain, &bytes) { continue }
            _ = pen.make(cell, entry)
            let start = append(cell, entry, &bytes)
            if cell.field.isLate { late.append(TargetLate(cell: cell, place: start..<start + pen.text.count)) }
        }
        bytes.append(contentsOf: lineEnd)
        pen.counts.lines += 1
    }

    /// A value as nearly all are; false, and nothing has happened, where somebody must look closer.
    private func putUsual(_ cell: TargetCell, _ entry: Int, _ plain: LinePlainness, _ bytes: inout [UInt8]) -> Bool {
        switch cell.usual {
        case .text(let place):
            let text = pen.lent[entry].cell(place)
            switch plain.kind(text) {
            case .plain: bytes.append(contentsOf: text)
            case .quoted: _ = LineBody.quote(text, &bytes)
            case .strange: return false
            }
            return true
        case .number(let place):
            let text = pen.lent[entry].cell(place)
            if text.isEmpty { return true }
            guard case .success(let number) = DecimalReading.plain.read(text) else { return false }
            let start = bytes.count
            let isWhole = cell.style.append(number, digits: cell.digits, to: &bytes) == nil
            guard isWhole, bytes.withUnsafeBufferPointer({ plain.kind(.init(rebasing: $0[start...])) }) == .plain else {
                bytes.removeSubrange(start...)
                return false
            }
            if let column = cell.column {
                let currency = cell.currency.map { TargetCurrency(pen.lent[entry].cell($0)) } ?? TargetCurrency.none
                pen.counts.add(cell.style.written(number, digits: cell.digits), to: column, currency)
            }
            return true
        case nil: return false
        }
    }

    /// Answers where the value itself begins.
    private func append(_ cell: TargetCell, _ entry: Int?, _ bytes: inout [UInt8]) -> Int {
        guard layout.format == .delimited, needsQuotes(pen.text) else {
            bytes.append(contentsOf: pen.text)
            return bytes.count - pen.text.count
        }
        if layout.quoting == .never {
            pen.refuse(
                .targetSeparator, cell, entry, "holds the character that separates values, and nothing may be quoted")
        }
        return LineBody.quote(pen.text, &bytes)
    }

    /// A value of a control file.
    static func frame(_ text: [UInt8], _ layout: Layout, _ bytes: inout [UInt8]) {
        if layout.format == .delimited, needsQuotes(text, layout) {
            _ = quote(text, &bytes)
        } else {
            bytes.append(contentsOf: text)
        }
    }

    private func needsQuotes(_ text: [UInt8]) -> Bool { LineBody.needsQuotes(text, layout) }

    private static func needsQuotes(_ text: [UInt8], _ layout: Layout) -> Bool {
        if layout.quoting == .always { return true }
        let separator = layout.separator[0]
        if layout.quoting == .never { return text.contains(separator) }
        // Blanks at an end are lost to some readers.
        if text.first == 0x20 || text.last == 0x20 { return true }
        return text.contains { $0 == separator || $0 == 0x22 }
    }

    /// RFC 4180, clauses 5 to 7. Answers where the value begins.
    static func quote(_ text: [UInt8], _ bytes: inout [UInt8]) -> Int {
        text.withUnsafeBufferPointer { quote($0, &bytes) }
    }

    static func quote(_ text: UnsafeBufferPointer<UInt8>, _ bytes: inout [UInt8]) -> Int {
        bytes.append(0x22)
        let start = bytes.count
        for byte in text {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
        return start
    }

    private func names(_ bytes: inout [UInt8]) {
        let record = layout.records.first { $0.level != nil }
        for (index, field) in (record?.fields ?? []).enumerated() {
            if index > 0 { bytes.append(contentsOf: layout.separator) }
            let name = layout.letters.encoded(field.name) ?? Array(field.name.utf8)
            if needsQuotes(name) { _ = LineBody.quote(name, &bytes) } else { bytes.append(contentsOf: name) }
        }
        bytes.append(contentsOf: layout.lineEnd.bytes)
        pen.counts.lines += 1
    }
}
